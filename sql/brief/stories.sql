-- The night's biggest stories: most outlets, then most articles, then most quotations.
with

biggest as (

    select *
    from stories
    where day = getvariable('day')

),

spoken as (

    select
        article_id,
        count(*) as quotes
    from quotes
    where day = getvariable('day')
    group by article_id

),

about as (

    select
        article_id,
        first(name order by rank) as topic
    from topics
    where
        day = getvariable('day')
        and level = 1
        and decided
        and rank = 1
    group by article_id

),

opened as (

    select *
    from openings
    where day = getvariable('day')

),

told as (

    select
        coalesce(biggest.title, excerpt(opened.opening, 90)) as title,
        biggest.title is null as is_untitled,
        biggest.origin,
        biggest.articles,
        biggest.outlets,
        biggest.sources,
        biggest.words,
        biggest.first_published_at,
        coalesce(spoken.quotes, 0) as quotes,
        about.topic,
        opened.opening,
        articles.url,
        articles.source,
        articles.language,
        articles.dateline_place
    from biggest
    inner join articles
        on articles.day = getvariable('day')
        and biggest.lead_article_id = articles.article_id
    left join spoken
        on biggest.lead_article_id = spoken.article_id
    left join about
        on biggest.lead_article_id = about.article_id
    left join opened
        on biggest.lead_article_id = opened.article_id

)

select * from told
order by
    outlets desc,
    articles desc,
    quotes desc,
    words desc,
    title
limit 8;
