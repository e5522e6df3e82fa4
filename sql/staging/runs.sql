-- One row per night: its last whole run.
create or replace view runs as
with

source as (

    select *
    from read_parquet(
        '{{ root }}/runs/day=*/runs*.parquet',
        hive_partitioning = false
    )

),

named as (

    select
        day,
        run_id,
        started_at,
        finished_at,
        records,
        articles,
        counts,
        versions,
        models,
        files,
        night_sha256
    from source

)

select * from named;
