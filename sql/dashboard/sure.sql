-- How sure is each model of its rows? tenth: 9 for a probability from 0.9 on.
select
    task,
    model_id,
    least(floor(probability * 10), 9)::int as tenth,
    count(*) filter (where decided) as decided,
    count(*) filter (where not decided) as undecided
from judged_rows
where day between getvariable('first') and getvariable('last')
group by
    task,
    model_id,
    least(floor(probability * 10), 9)::int
order by
    task,
    model_id,
    tenth;
