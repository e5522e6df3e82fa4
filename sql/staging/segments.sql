-- One row per sentence, or line that is not a sentence.
create or replace view segments as
with

source as (

    select *
    from read_parquet(
        '{{ root }}/segments/day=*/segments*.parquet',
        hive_partitioning = false
    )

),

named as (

    select
        day,
        segment_id,
        article_id,
        role,
        section,
        paragraph,
        char_start,
        char_end,
        text,
        stage_version
    from source

)

select * from named;
