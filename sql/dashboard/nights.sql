-- How big was each night?
select
    day,
    records,
    articles,
    origins,
    outlets,
    quotes,
    stances,
    plain_stances
from nights
where day between getvariable('first') and getvariable('last')
order by day;
