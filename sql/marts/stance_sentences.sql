-- One row per night × stance: who, toward whom or what, in which sentence, with every name filled in.
-- target_key: a target without an id ("the plan") may be another one in another story, so each
-- story has its own, and story is a headline of it. The holder of a row in the article's own
-- voice is its outlet.
create or replace view stance_sentences as
with

named as (

    select
        stances.day,
        stances.stance_id,
        stances.article_id,
        clusters.cluster_id,
        coalesce(
            stances.target_id,
            lower(stances.target) || ' ' || coalesce(clusters.cluster_id, stances.article_id)
        ) as target_key,
        stances.target_id,
        coalesce(targets.name, stances.target) as target,
        case when stances.target_id is null then articles.title end as story,
        coalesce(stances.holder_id, lower(stances.holder), lower(articles.source)) as holder_key,
        coalesce(holders.name, stances.holder, articles.source) as holder_name,
        stances.holder_kind,
        stances.voice,
        stances.label,
        stances.decided,
        stances.p_favour,
        stances.p_against,
        stances.p_neutral,
        greatest(stances.p_favour, stances.p_against) as probability,
        stances.evidence,
        stances.char_start,
        stances.char_end,
        stances.holder_start,
        stances.holder_end,
        stances.target_start,
        stances.target_end,
        stances.cue,
        articles.source,
        articles.title,
        articles.url,
        articles.language,
        stances.model_id
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

)

select * from named;
