-- warn
-- A believed date more than two days after the night.
select
    article_id,
    source,
    published_at,
    published_from
from articles
where
    day = getvariable('day')
    and published_at > day + interval 3 days;
