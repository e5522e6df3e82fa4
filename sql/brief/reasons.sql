-- Why records were not taken as new articles, the commonest reasons first.
select
    state,
    reason,
    records,
    example
from funnel
where
    day = getvariable('day')
    and state <> 'accepted'
order by
    records desc,
    state,
    reason
limit 12;
