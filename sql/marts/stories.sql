-- One row per night × cluster: a piece with all its copies, under the head of its origin.
create or replace view stories as
with

placed as (

    select
        articles.day,
        coalesce(clusters.cluster_id, articles.article_id) as cluster_id,
        clusters.origin,
        coalesce(clusters.is_origin, true) as is_origin,
        articles.article_id,
        articles.story_id,
        articles.source,
        articles.title,
        articles.words,
        articles.published_at
    from articles
    left join clusters
        on articles.day = clusters.day
        and articles.article_id = clusters.article_id

),

gathered as (

    select
        day,
        cluster_id,
        max(origin) as origin,
        first(article_id order by is_origin desc, words desc, article_id) as lead_article_id,
        first(title order by title is null, is_origin desc, words desc, article_id) as title,
        count(*) as articles,
        count(distinct story_id) as stories,
        count(distinct source) as outlets,
        list_sort(list(distinct source)) as sources,
        max(words) as words,
        min(published_at) as first_published_at
    from placed
    group by
        day,
        cluster_id

)

select * from gathered;
