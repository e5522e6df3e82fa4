-- How many articles stood first under each topic, and how far off may that count be?
select
    day,
    label as code,
    raw,
    round(estimate, 1) as estimate,
    round(low, 1) as low,
    round(high, 1) as high,
    basis
from corrected_counts
where task = 'topics'
order by
    day desc,
    raw desc,
    code;
