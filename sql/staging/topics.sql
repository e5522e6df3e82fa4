-- One row per article × topic.
create or replace view topics as
with

source as (

    select *
    from read_parquet(
        '{{ root }}/topics/day=*/topics*.parquet',
        hive_partitioning = false
    )

),

named as (

    select
        day,
        article_id,
        code,
        name,
        level,
        probability,
        rank,
        decided,
        model_id,
        stage_version
    from source

)

select * from named;
