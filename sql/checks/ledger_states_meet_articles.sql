-- fail
-- Accepted and revised records have their article in the night, every article has its record,
-- the article a duplicate names is in some night, and what was refused names none.
with

recorded as (

    select *
    from ledger
    where day = getvariable('day')

),

written as (

    select
        article_id,
        record_id
    from articles
    where day = getvariable('day')

),

without_article as (

    select
        recorded.record_id,
        recorded.article_id,
        recorded.state || ' without its article' as wrong
    from recorded
    left join written
        on recorded.record_id = written.record_id
        and recorded.article_id = written.article_id
    where
        recorded.state in ('accepted', 'revision')
        and written.article_id is null

),

without_record as (

    select
        written.record_id,
        written.article_id,
        'article without an accepted record' as wrong
    from written
    left join recorded
        on written.record_id = recorded.record_id
        and written.article_id = recorded.article_id
        and recorded.state in ('accepted', 'revision')
    where recorded.record_id is null

),

repeating_nothing as (

    select
        recorded.record_id,
        recorded.article_id,
        'duplicate of an article that is nowhere' as wrong
    from recorded
    left join articles
        on recorded.article_id = articles.article_id
    where
        recorded.state = 'duplicate'
        and recorded.article_id is not null
        and articles.article_id is null

),

refused_but_written as (

    select
        record_id,
        article_id,
        state || ' with an article' as wrong
    from recorded
    where
        state in ('rejected', 'quarantined')
        and article_id is not null

),

wrong as (

    select * from without_article
    union all
    select * from without_record
    union all
    select * from repeating_nothing
    union all
    select * from refused_but_written

)

select * from wrong;
