-- fail
-- States, roles, kinds and labels are words of the vocabulary.
with

used as (

    select distinct
        'ledger.state' as place,
        state as word
    from ledger
    where day = getvariable('day')
    union all
    select distinct
        'segments.role' as place,
        role as word
    from segments
    where day = getvariable('day')
    union all
    select distinct
        'quotes.kind' as place,
        kind as word
    from quotes
    where day = getvariable('day')
    union all
    select distinct
        'mentions.type' as place,
        type as word
    from mentions
    where day = getvariable('day')
    union all
    select distinct
        'duplicates.kind' as place,
        kind as word
    from duplicates
    where day = getvariable('day')
    union all
    select distinct
        'stances.label' as place,
        label as word
    from stances
    where day = getvariable('day')
    union all
    select distinct
        'stances.holder_kind' as place,
        holder_kind as word
    from stances
    where day = getvariable('day')
    union all
    select distinct
        'claims.relation' as place,
        relation as word
    from claims
    where day = getvariable('day')

),

unknown as (

    select
        used.place,
        used.word
    from used
    left join vocabulary
        on used.place = vocabulary.place
        and used.word = vocabulary.word
    where vocabulary.word is null

)

select * from unknown;
