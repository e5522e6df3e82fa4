-- One row per article × band: what linking joins on.
create or replace view signatures as
with

source as (

    select *
    from read_parquet(
        '{{ root }}/signatures/day=*/signatures*.parquet',
        hive_partitioning = false
    )

),

named as (

    select
        day,
        article_id,
        band,
        hash,
        stage_version
    from source

)

select * from named;
