-- Which articles have no first topic that is decided, and where did the model lean?
with

first_topics as (

    select *
    from topics
    where
        day between getvariable('first') and getvariable('last')
        and rank = 1
        and level = 1

)

select
    articles.day,
    articles.title,
    articles.source,
    articles.url,
    articles.language,
    openings.opening,
    first_topics.name as leaning,
    first_topics.probability,
    count(*) over () as total
from articles
left join first_topics
    on articles.day = first_topics.day
    and articles.article_id = first_topics.article_id
left join openings
    on articles.day = openings.day
    and articles.article_id = openings.article_id
where
    articles.day between getvariable('first') and getvariable('last')
    and first_topics.decided is distinct from true
order by
    first_topics.probability desc nulls last,
    articles.article_id
limit getvariable('size')
offset getvariable('skip');
