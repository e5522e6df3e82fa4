-- When the night's articles were published, by hour (UTC) of its own day.
select
    hour(published_at at time zone 'UTC') as hour,
    count(*) as articles
from articles
where
    day = getvariable('day')
    and published_precision = 'minute'
    and cast(published_at at time zone 'UTC' as date) = getvariable('day')
group by
    hour(published_at at time zone 'UTC')
order by hour;
