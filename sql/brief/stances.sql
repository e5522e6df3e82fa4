-- The sentences behind the targets: one for each holder, target and label, the surest.
with

plain as (

    select *
    from stance_sentences
    where
        day = getvariable('day')
        and decided
        and label <> 'neutral'

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
