-- One row per linked pair of articles.
create or replace view duplicates as
with

source as (

    select *
    from read_parquet(
        '{{ root }}/duplicates/day=*/duplicates*.parquet',
        hive_partitioning = false
    )

),

named as (

    select
        day,
        article_id,
        other_id,
        other_day,
        kind,
        similarity,
        containment,
        stage_version
    from source

)

select * from named;
