-- One row per input record; enough to make every other table again.
create or replace view raw as
with

source as (

    select *
    from read_parquet(
        '{{ root }}/raw/day=*/raw*.parquet',
        hive_partitioning = false
    )

),

named as (

    select
        day,
        record_id,
        origin_file,
        origin_member,
        origin_number,
        media_type,
        content,
        sha256,
        reason,
        stage_version
    from source

)

select * from named;
