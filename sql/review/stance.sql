-- One row per sentence × holder × target: what a person would label, and how much it would teach.
with

held as (

    select
        stances.*,
        articles.text_sha256,
        articles.title,
        articles.text,
        coalesce(stances.holder_id, lower(stances.holder), stances.article_id) as who,
        coalesce(stances.target_id, lower(stances.target)) as whom
    from stances
    inner join articles
        on stances.day = articles.day
        and stances.article_id = articles.article_id

),

scored as (

    select
        *,
        stance_row(
            text_sha256, char_start, char_end, holder,
            holder_start, holder_end, target_start, target_end
        ) as row,
        1 - greatest(p_favour, p_against, p_neutral) as uncertainty,
        -- One holder who is said to be for and against one target in one night.
        least(
            count(*) filter (where label = 'favour') over (partition by day, who, whom),
            count(*) filter (where label = 'against') over (partition by day, who, whom)
        ) / count(*) over (partition by day, who, whom) as disagreement,
        -- A cue that is commoner in this night than on the desk as a whole.
        greatest(
            0,
            count(*) over (partition by day, cue) / count(*) over (partition by day)
            - count(*) over (partition by cue) / count(*) over ()
        ) as drift,
        kept_for_gold(text_sha256) as gold
    from held

)

select * from scored
where
    getvariable('day') is null
    or day = getvariable('day')
qualify row_number() over (partition by row order by day desc, stance_id) = 1;
