-- What the night was about: first topics with their articles and independent origins.
select
    name,
    articles,
    origins,
    touched,
    share_of_night
from topics_by_day
where
    day = getvariable('day')
    and level = 1
    and articles > 0
order by
    articles desc,
    origins desc,
    name;
