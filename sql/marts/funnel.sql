-- One row per night × state × reason: where every input record ended.
create or replace view funnel as
with

counted as (

    select
        day,
        state,
        reason,
        count(*) as records,
        sum(bytes) as bytes,
        min(origin) as example
    from ledger
    group by
        day,
        state,
        reason

),

nights as (

    select
        day,
        count(*) as night_records
    from ledger
    group by day

),

shared as (

    select
        counted.day,
        counted.state,
        counted.reason,
        counted.records,
        share(counted.records, nights.night_records) as share_of_night,
        counted.bytes,
        counted.example
    from counted
    inner join nights
        on counted.day = nights.day

)

select * from shared;
