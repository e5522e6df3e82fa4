-- What was it about? First topics with their articles and independent pieces.
select
    code,
    name,
    sum(articles) as articles,
    sum(origins) as origins,
    sum(touched) as touched
from topics_by_day
where
    day between getvariable('first') and getvariable('last')
    and level = 1
group by
    code,
    name
order by
    articles desc,
    touched desc,
    name;
