-- Which stories ran in most outlets? A piece and its copies are one story, on however many nights.
with

told as (

    select
        stories.cluster_id,
        first(coalesce(stories.title, excerpt(openings.opening, 90)) order by stories.day) as title,
        max(stories.origin) as origin,
        sum(stories.articles) as articles,
        list_distinct(flatten(list(stories.sources))) as sources,
        max(stories.words) as words
    from stories
    left join openings
        on stories.day = openings.day
        and stories.lead_article_id = openings.article_id
    where stories.day between getvariable('first') and getvariable('last')
    group by stories.cluster_id

)

select
    cluster_id,
    title,
    origin,
    articles,
    len(sources) as outlets,
    count(*) over () as total
from told
where
    contains(
        lower(concat_ws(' ', title, origin, array_to_string(sources, ' '))),
        lower(getvariable('sought'))
    )
order by
    outlets desc,
    articles desc,
    words desc,
    title,
    cluster_id
limit getvariable('size')
offset getvariable('skip');
