-- One row per night × holder × target × story: who stood where how often, decided rows only.
-- The holder of a row in the article's own voice is its outlet. story is null for a target with
-- an id; "the plan" may be another one in another story, so such targets are counted by story.
create or replace view stance_pairs as
with

held as (

    select
        stances.day,
        stances.holder_kind,
        coalesce(stances.holder_id, lower(stances.holder), lower(articles.source), 'unsigned') as holder_id,
        coalesce(holders.name, stances.holder, articles.source, 'unsigned') as holder,
        coalesce(stances.target_id, lower(stances.target)) as target_id,
        coalesce(targets.name, stances.target) as target,
        case
            when stances.target_id is null then coalesce(clusters.cluster_id, stances.article_id)
        end as story,
        stances.label,
        stances.article_id,
        clusters.cluster_id,
        stances.p_favour - stances.p_against as lean
    from stances
    inner join articles
        on stances.day = articles.day
        and stances.article_id = articles.article_id
    left join clusters
        on stances.day = clusters.day
        and stances.article_id = clusters.article_id
    left join actors as holders
        on stances.day = holders.day
        and stances.holder_id = holders.actor_id
    left join actors as targets
        on stances.day = targets.day
        and stances.target_id = targets.actor_id
    where stances.decided

),

counted as (

    select
        day,
        holder_kind = 'author' as is_own_voice,
        holder_id,
        min(holder) as holder,
        target_id,
        min(target) as target,
        story,
        count(*) filter (where label = 'favour') as favour,
        count(*) filter (where label = 'against') as against,
        count(*) filter (where label = 'neutral') as neutral,
        independent(article_id, cluster_id, label = 'favour') as favour_origins,
        independent(article_id, cluster_id, label = 'against') as against_origins,
        count(distinct article_id) as articles,
        independent(article_id, cluster_id) as origins,
        avg(lean) as mean_lean
    from held
    group by
        day,
        holder_kind = 'author',
        holder_id,
        target_id,
        story

)

select * from counted;
