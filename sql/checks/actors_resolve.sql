-- fail
-- Every actor that a mention, a quotation or a holder names stands in the night's actors.
with

named as (

    select
        'mentions' as table_name,
        actor_id,
        segment_id as row_id
    from mentions
    where day = getvariable('day')
    union all
    select
        'quotes' as table_name,
        actor_id,
        quote_id as row_id
    from quotes
    where day = getvariable('day')
    union all
    select
        'stances, holder' as table_name,
        holder_id as actor_id,
        stance_id as row_id
    from stances
    where day = getvariable('day')

),

known as (

    select actor_id
    from actors
    where day = getvariable('day')

),

unresolved as (

    select
        named.table_name,
        named.actor_id,
        min(named.row_id) as first_row,
        count(*) as rows
    from named
    left join known
        on named.actor_id = known.actor_id
    where
        named.actor_id is not null
        and known.actor_id is null
    group by
        named.table_name,
        named.actor_id

)

select * from unresolved;
