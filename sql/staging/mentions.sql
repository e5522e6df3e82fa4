-- One row per named mention.
create or replace view mentions as
with

source as (

    select *
    from read_parquet(
        '{{ root }}/mentions/day=*/mentions*.parquet',
        hive_partitioning = false
    )

),

named as (

    select
        day,
        article_id,
        segment_id,
        char_start,
        char_end,
        text,
        type,
        actor_id,
        role,
        stage_version
    from source

)

select * from named;
