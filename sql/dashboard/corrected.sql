-- How many rows are so, as the model says and corrected by its errors on rows that people read?
select
    day,
    label,
    raw,
    judged,
    gold,
    estimate,
    low,
    high
from corrected_counts
where
    day between getvariable('first') and getvariable('last')
    and task = getvariable('task')
    and about is not distinct from getvariable('about')
order by
    day,
    raw desc,
    label;
