-- Why did records end in each state? The rarer states lead.
select
    state,
    reason,
    sum(records) as records,
    count(*) over () as total
from funnel
where day between getvariable('first') and getvariable('last')
group by
    state,
    reason
order by
    state = 'accepted',
    records desc,
    state,
    reason
limit getvariable('size')
offset getvariable('skip');
