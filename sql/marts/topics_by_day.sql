-- One row per night × topic: how much of the night was about it.
-- articles: where it is the first, decided topic; touched: where it is decided at any rank.
-- origins counts copies of one piece once.
create or replace view topics_by_day as
with

placed as (

    select
        topics.day,
        topics.code,
        topics.name,
        topics.level,
        topics.article_id,
        clusters.cluster_id,
        topics.rank = 1 as is_first,
        topics.probability
    from topics
    left join clusters
        on topics.day = clusters.day
        and topics.article_id = clusters.article_id
    where topics.decided

),

counted as (

    select
        day,
        code,
        name,
        level,
        count(*) filter (where is_first) as articles,
        independent(article_id, cluster_id, is_first) as origins,
        count(*) as touched,
        avg(probability) as mean_probability
    from placed
    group by
        day,
        code,
        name,
        level

),

nights as (

    select
        day,
        count(*) as night_articles
    from articles
    group by day

),

shared as (

    select
        counted.day,
        counted.code,
        counted.name,
        counted.level,
        counted.articles,
        counted.origins,
        counted.touched,
        share(counted.articles, nights.night_articles) as share_of_night,
        counted.mean_probability
    from counted
    inner join nights
        on counted.day = nights.day

)

select * from shared;
