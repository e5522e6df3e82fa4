-- Which articles belong to the story, and how like are they to what they were linked with?
with

nearest as (

    select
        day,
        article_id,
        first(kind order by similarity desc, other_id) as kind,
        max(similarity) as similarity,
        max(containment) as containment
    from duplicates
    where day between getvariable('first') and getvariable('last')
    group by
        day,
        article_id

),

changed as (

    select
        day,
        article_id,
        string_agg(text, ' ' order by char_start) as correction
    from segments
    where
        role = 'correction'
        and day between getvariable('first') and getvariable('last')
    group by
        day,
        article_id

)

select
    articles.day,
    articles.title,
    articles.source,
    articles.url,
    articles.language,
    articles.agency,
    articles.version,
    articles.words,
    articles.published_at,
    coalesce(clusters.is_origin, true) as is_origin,
    nearest.kind,
    nearest.similarity,
    nearest.containment,
    changed.correction,
    openings.opening,
    count(*) over () as total
from articles
left join clusters
    on articles.day = clusters.day
    and articles.article_id = clusters.article_id
left join openings
    on articles.day = openings.day
    and articles.article_id = openings.article_id
left join nearest
    on articles.day = nearest.day
    and articles.article_id = nearest.article_id
left join changed
    on articles.day = changed.day
    and articles.article_id = changed.article_id
where
    articles.day between getvariable('first') and getvariable('last')
    and coalesce(clusters.cluster_id, articles.article_id) = getvariable('story')
order by
    articles.day,
    is_origin desc,
    articles.published_at nulls last,
    articles.source,
    articles.article_id
limit getvariable('size')
offset getvariable('skip');
