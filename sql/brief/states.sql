-- How many records ended in each state.
select
    state,
    sum(records) as records
from funnel
where day = getvariable('day')
group by state
order by state;
