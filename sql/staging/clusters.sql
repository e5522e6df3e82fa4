-- One row per article; articles of one cluster tell the same copy.
create or replace view clusters as
with

source as (

    select *
    from read_parquet(
        '{{ root }}/clusters/day=*/clusters*.parquet',
        hive_partitioning = false
    )

),

named as (

    select
        day,
        article_id,
        cluster_id,
        origin,
        is_origin,
        joined,
        since,
        stage_version
    from source

)

select * from named;
