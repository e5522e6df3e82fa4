-- Which models made each night, and when?
select
    day,
    started_at,
    finished_at,
    models,
    night_sha256
from runs
where day between getvariable('first') and getvariable('last')
order by day desc;
