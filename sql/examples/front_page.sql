-- What was the last night about? Topics by articles, with how many independent origins they have.
select
    name as topic,
    articles,
    origins,
    round(100 * share_of_night, 1) as percent_of_night
from topics_by_day
where
    day = (select max(day) from articles)
    and level = 1
order by
    articles desc,
    topic;
