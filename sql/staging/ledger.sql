-- One row per input record.
-- origin joins file, member and number into one readable address.
create or replace view ledger as
with

source as (

    select *
    from read_parquet(
        '{{ root }}/ledger/day=*/ledger*.parquet',
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
        sha256,
        bytes,
        encoding,
        encoding_from,
        state,
        reason,
        article_id,
        stage_version,
        origin_file || coalesce('!' || origin_member, '') || '#' || origin_number as origin
    from source

)

select * from named;
