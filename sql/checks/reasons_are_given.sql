-- fail
-- Every record says in words why it is in its state.
select
    record_id,
    origin,
    state
from ledger
where
    day = getvariable('day')
    and trim(reason) = '';
