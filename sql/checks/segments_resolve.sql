-- fail
-- Every segment that a mention or a stance stands in is a segment of the same article.
with

pointed as (

    select
        'mentions' as table_name,
        segment_id,
        article_id
    from mentions
    where day = getvariable('day')
    union all
    select
        'stances' as table_name,
        segment_id,
        article_id
    from stances
    where day = getvariable('day')

),

known as (

    select
        segment_id,
        article_id
    from segments
    where day = getvariable('day')

),

unresolved as (

    select
        pointed.table_name,
        pointed.segment_id,
        pointed.article_id,
        count(*) as rows
    from pointed
    left join known
        on pointed.segment_id = known.segment_id
        and pointed.article_id = known.article_id
    where known.segment_id is null
    group by
        pointed.table_name,
        pointed.segment_id,
        pointed.article_id

)

select * from unresolved;
