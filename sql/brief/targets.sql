-- The targets on which most was said for or against, by independent origins. A target without an
-- id ("the plan") may be another one in another story, so each story has its own.
with

plain as (

    select
        stances.label,
        coalesce(
            stances.target_id,
            lower(stances.target) || ' ' || coalesce(clusters.cluster_id, stances.article_id)
        ) as target_id,
        case when stances.target_id is null then articles.title end as story,
        coalesce(actors.name, stances.target) as target,
        stances.article_id,
        clusters.cluster_id,
        coalesce(stances.holder_id, lower(stances.holder), lower(articles.source)) as holder_id
    from stances
    inner join articles
        on stances.day = articles.day
        and stances.article_id = articles.article_id
    left join clusters
        on stances.day = clusters.day
        and stances.article_id = clusters.article_id
    left join actors
        on stances.day = actors.day
        and stances.target_id = actors.actor_id
    where
        stances.day = getvariable('day')
        and stances.decided
        and stances.label <> 'neutral'

),

counted as (

    select
        target_id,
        mode(target order by target) as target,
        min(story) as story,
        independent(article_id, cluster_id, label = 'favour') as favour,
        independent(article_id, cluster_id, label = 'against') as against,
        count(distinct holder_id) as holders,
        count(distinct article_id) as articles
    from plain
    group by target_id

)

select * from counted
order by
    holders desc,
    favour + against desc,
    articles desc,
    target_id
limit 40;
