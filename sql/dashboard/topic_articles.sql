-- Which articles are about the topic? Those of which it is the first topic lead.
with

about as (

    select
        day,
        article_id,
        probability,
        rank,
        decided,
        model_id
    from topics
    where
        day between getvariable('first') and getvariable('last')
        and code = getvariable('code')
        and decided

)

select
    about.day,
    articles.title,
    articles.source,
    articles.url,
    articles.language,
    openings.opening,
    about.probability,
    about.rank,
    about.decided,
    count(*) over () as total
from about
inner join articles
    on about.day = articles.day
    and about.article_id = articles.article_id
left join openings
    on about.day = openings.day
    and about.article_id = openings.article_id
order by
    about.rank = 1 desc,
    about.probability desc,
    about.article_id
limit getvariable('size')
offset getvariable('skip');
