-- fail
-- Every input record stands once in the ledger and once in raw: nothing is lost in silence.
with

recorded as (

    select
        record_id,
        count(*) as times
    from ledger
    where day = getvariable('day')
    group by record_id

),

kept as (

    select
        record_id,
        count(*) as times
    from raw
    where day = getvariable('day')
    group by record_id

),

unbalanced as (

    select
        coalesce(recorded.record_id, kept.record_id) as record_id,
        coalesce(recorded.times, 0) as in_ledger,
        coalesce(kept.times, 0) as in_raw
    from recorded
    full outer join kept
        on recorded.record_id = kept.record_id
    where
        coalesce(recorded.times, 0) <> 1
        or coalesce(kept.times, 0) <> 1

)

select * from unbalanced;
