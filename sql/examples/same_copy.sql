-- Which pieces ran in several outlets, and whose were they?
select
    day,
    title,
    origin,
    articles,
    outlets,
    sources
from stories
where articles > 1
order by
    articles desc,
    day desc,
    title
limit 40;
