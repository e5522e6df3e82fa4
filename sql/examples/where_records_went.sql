-- Where did every input record of the last night end, and why?
select
    state,
    reason,
    records,
    round(100 * share_of_night, 1) as percent,
    example
from funnel
where
    day = (select max(day) from ledger)
order by
    records desc,
    state,
    reason;
