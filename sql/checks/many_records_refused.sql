-- warn
-- One record in five or more was rejected or quarantined: is a source broken?
with

counted as (

    select
        count(*) as records,
        count(*) filter (where state in ('rejected', 'quarantined')) as refused
    from ledger
    where day = getvariable('day')

)

select
    records,
    refused,
    share(refused, records) as refused_share
from counted
where share(refused, records) >= 0.2;
