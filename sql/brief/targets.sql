-- The targets on which most was said for or against, by independent origins. A target without an
-- id ("the plan") may be another one in another story, so each story has its own.
with

plain as (

    select *
    from stance_sentences
    where
        day = getvariable('day')
        and decided
        and label <> 'neutral'

),

counted as (

    select
        target_key as target_id,
        mode(target order by target) as target,
        min(story) as story,
        independent(article_id, cluster_id, label = 'favour') as favour,
        independent(article_id, cluster_id, label = 'against') as against,
        count(distinct holder_key) as holders,
        count(distinct article_id) as articles
    from plain
    group by target_key

)

select * from counted
order by
    holders desc,
    favour + against desc,
    articles desc,
    target_id
limit 40;
