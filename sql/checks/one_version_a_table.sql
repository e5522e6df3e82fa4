-- fail
-- One version of its stage made all rows of a table in the night: nothing stale stands beside new.
-- Raw apart: records that the day already held keep the version that read them.
with

made as (

    select distinct
        'ledger' as table_name,
        stage_version as version
    from ledger
    where day = getvariable('day')
    union all
    select distinct
        'articles' as table_name,
        stage_version as version
    from articles
    where day = getvariable('day')
    union all
    select distinct
        'segments' as table_name,
        stage_version as version
    from segments
    where day = getvariable('day')
    union all
    select distinct
        'quotes' as table_name,
        stage_version as version
    from quotes
    where day = getvariable('day')
    union all
    select distinct
        'mentions' as table_name,
        stage_version as version
    from mentions
    where day = getvariable('day')
    union all
    select distinct
        'actors' as table_name,
        stage_version as version
    from actors
    where day = getvariable('day')
    union all
    select distinct
        'signatures' as table_name,
        stage_version as version
    from signatures
    where day = getvariable('day')
    union all
    select distinct
        'duplicates' as table_name,
        stage_version as version
    from duplicates
    where day = getvariable('day')
    union all
    select distinct
        'clusters' as table_name,
        stage_version as version
    from clusters
    where day = getvariable('day')
    union all
    select distinct
        'topics' as table_name,
        stage_version as version
    from topics
    where day = getvariable('day')
    union all
    select distinct
        'stances' as table_name,
        stage_version as version
    from stances
    where day = getvariable('day')
    union all
    select distinct
        'claims' as table_name,
        stage_version as version
    from claims
    where day = getvariable('day')

),

mixed as (

    select
        table_name,
        count(*) as versions,
        min(version) as one,
        max(version) as another
    from made
    group by table_name
    having count(*) > 1

)

select * from mixed;
