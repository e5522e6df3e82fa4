-- How many articles stood first under the topic each night?
select
    nights.day,
    coalesce(topics_by_day.articles, 0) as articles,
    coalesce(topics_by_day.origins, 0) as origins
from nights
left join topics_by_day
    on nights.day = topics_by_day.day
    and topics_by_day.code = getvariable('code')
where nights.day between getvariable('first') and getvariable('last')
order by nights.day;
