-- fail
-- No table of the night holds two rows for one key.
with

keys as (

    select
        'ledger' as table_name,
        record_id as key
    from ledger
    where day = getvariable('day')
    union all
    select
        'articles' as table_name,
        article_id as key
    from articles
    where day = getvariable('day')
    union all
    select
        'segments' as table_name,
        segment_id as key
    from segments
    where day = getvariable('day')
    union all
    select
        'quotes' as table_name,
        quote_id as key
    from quotes
    where day = getvariable('day')
    union all
    select
        'actors' as table_name,
        actor_id as key
    from actors
    where day = getvariable('day')
    union all
    select
        'clusters' as table_name,
        article_id as key
    from clusters
    where day = getvariable('day')
    union all
    select
        'stances' as table_name,
        stance_id as key
    from stances
    where day = getvariable('day')
    union all
    select
        'topics' as table_name,
        article_id || ' ' || code as key
    from topics
    where day = getvariable('day')
    union all
    select
        'claims' as table_name,
        article_id || ' ' || claim_id as key
    from claims
    where day = getvariable('day')
    union all
    select
        'duplicates' as table_name,
        article_id || ' ' || other_id as key
    from duplicates
    where day = getvariable('day')
    union all
    select
        'signatures' as table_name,
        article_id || ' ' || band as key
    from signatures
    where day = getvariable('day')
    union all
    select
        'mentions' as table_name,
        segment_id || ' ' || char_start || ' ' || char_end as key
    from mentions
    where day = getvariable('day')

),

repeated as (

    select
        table_name,
        key,
        count(*) as rows
    from keys
    group by
        table_name,
        key
    having count(*) > 1

)

select * from repeated;
