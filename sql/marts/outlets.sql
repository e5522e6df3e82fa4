-- One row per night × outlet: what it ran, and how much of it was its own.
-- Copies are articles of a cluster that stand for another's piece; agency_articles name one.
create or replace view outlets as
with

placed as (

    select
        articles.day,
        coalesce(articles.source, 'unnamed') as source,
        articles.article_id,
        articles.words,
        articles.language,
        articles.agency,
        clusters.cluster_id,
        coalesce(clusters.is_origin, true) as is_origin
    from articles
    left join clusters
        on articles.day = clusters.day
        and articles.article_id = clusters.article_id

),

counted as (

    select
        day,
        source,
        count(*) as articles,
        independent(article_id, cluster_id) as origins,
        count(*) filter (where not is_origin) as copies,
        count(*) filter (where agency is not null) as agency_articles,
        sum(words) as words,
        list_sort(list(distinct language)) as languages
    from placed
    group by
        day,
        source

),

shared as (

    select
        day,
        source,
        articles,
        origins,
        copies,
        share(copies, articles) as copied_share,
        agency_articles,
        words,
        languages
    from counted

)

select * from shared;
