-- The sentences behind the targets: one for each holder, target and label, the surest.
with

plain as (

    select
        stances.*,
        coalesce(
            stances.target_id,
            lower(stances.target) || ' ' || coalesce(clusters.cluster_id, stances.article_id)
        ) as target_key,
        coalesce(holders.name, stances.holder, articles.source) as holder_name,
        greatest(stances.p_favour, stances.p_against) as probability,
        articles.source,
        articles.title,
        articles.language
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
    where
        stances.day = getvariable('day')
        and stances.decided
        and stances.label <> 'neutral'

),

ordered as (

    select
        *,
        row_number() over (
            partition by target_key, label, lower(holder_name)
            order by probability desc, stance_id
        ) as place
    from plain

),

numbered as (

    select
        target_key,
        label,
        holder_name,
        holder_kind,
        voice,
        probability,
        evidence,
        char_start,
        char_end,
        holder_start,
        holder_end,
        target_start,
        target_end,
        cue,
        source,
        title,
        language,
        row_number() over (
            partition by target_key, label
            order by probability desc, stance_id
        ) as place_of_label
    from ordered
    where place = 1

)

select * from numbered
where place_of_label <= 4
order by
    target_key,
    label,
    place_of_label;
