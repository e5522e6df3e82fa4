-- One row per article with a first topic: what a person would label, and how much it would teach.
with

first_topics as (

    select
        topics.day,
        topics.article_id,
        topics.code,
        topics.probability,
        topics.model_id,
        articles.text_sha256,
        articles.title,
        articles.text,
        coalesce(clusters.cluster_id, topics.article_id) as cluster_id
    from topics
    inner join articles
        on topics.day = articles.day
        and topics.article_id = articles.article_id
    left join clusters
        on topics.day = clusters.day
        and topics.article_id = clusters.article_id
    where
        topics.rank = 1
        and topics.level = 1

),

scored as (

    select
        *,
        topic_row(text_sha256) as row,
        1 - probability as uncertainty,
        -- Copies of one piece that were filed apart cannot all be right.
        1 - count(*) over (partition by cluster_id, code)
        / count(*) over (partition by cluster_id) as disagreement,
        -- A topic that takes more of this night than of the desk as a whole.
        greatest(
            0,
            count(*) over (partition by day, code) / count(*) over (partition by day)
            - count(*) over (partition by code) / count(*) over ()
        ) as drift,
        kept_for_gold(text_sha256) as gold
    from first_topics

)

select * from scored
where
    getvariable('day') is null
    or day = getvariable('day')
qualify row_number() over (partition by row order by day desc, article_id) = 1;
