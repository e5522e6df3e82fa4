-- One row per night × holder × target × story: who stood where how often, decided rows only.
-- The holder of a row in the article's own voice is its outlet. story is null for a target with
-- an id; "the plan" may be another one in another story, so such targets are counted by story.
create or replace view stance_pairs as
with

held as (

    select
        day,
        holder_kind,
        coalesce(holder_key, 'unsigned') as holder_id,
        coalesce(holder_name, 'unsigned') as holder,
        coalesce(target_id, lower(target)) as target_id,
        target,
        case when target_id is null then coalesce(cluster_id, article_id) end as story,
        label,
        article_id,
        cluster_id,
        p_favour - p_against as lean
    from stance_sentences
    where decided

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
