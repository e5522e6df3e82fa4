-- fail
-- Every derived row of the night belongs to an article of the night: no stale rows.
with

derived as (

    select
        'segments' as table_name,
        article_id
    from segments
    where day = getvariable('day')
    union all
    select
        'quotes' as table_name,
        article_id
    from quotes
    where day = getvariable('day')
    union all
    select
        'mentions' as table_name,
        article_id
    from mentions
    where day = getvariable('day')
    union all
    select
        'clusters' as table_name,
        article_id
    from clusters
    where day = getvariable('day')
    union all
    select
        'topics' as table_name,
        article_id
    from topics
    where day = getvariable('day')
    union all
    select
        'stances' as table_name,
        article_id
    from stances
    where day = getvariable('day')
    union all
    select
        'claims' as table_name,
        article_id
    from claims
    where day = getvariable('day')
    union all
    select
        'signatures' as table_name,
        article_id
    from signatures
    where day = getvariable('day')
    union all
    select
        'duplicates' as table_name,
        article_id
    from duplicates
    where day = getvariable('day')

),

written as (

    select article_id
    from articles
    where day = getvariable('day')

),

stale as (

    select
        derived.table_name,
        derived.article_id,
        count(*) as rows
    from derived
    left join written
        on derived.article_id = written.article_id
    where written.article_id is null
    group by
        derived.table_name,
        derived.article_id

)

select * from stale;
