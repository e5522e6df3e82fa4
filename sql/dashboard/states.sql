-- How many records ended in each state?
select
    state,
    sum(records) as records
from funnel
where day between getvariable('first') and getvariable('last')
group by state
order by state;
