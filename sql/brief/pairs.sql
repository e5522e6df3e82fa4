-- How the night's linked pairs of articles are alike.
select
    kind,
    count(*) as pairs,
    count(*) filter (where other_day < day) as with_earlier_nights
from duplicates
where day = getvariable('day')
group by kind
order by kind;
