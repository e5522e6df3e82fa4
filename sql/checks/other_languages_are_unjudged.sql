-- fail
-- No English label on an article in another language (und: too short to tell, is left to the model).
with

judged as (

    select
        'topics' as table_name,
        article_id
    from topics
    where
        day = getvariable('day')
        and decided
    union all
    select
        'stances' as table_name,
        article_id
    from stances
    where
        day = getvariable('day')
        and decided
    union all
    select
        'claims' as table_name,
        article_id
    from claims
    where
        day = getvariable('day')
        and decided

),

mislabelled as (

    select
        judged.table_name,
        judged.article_id,
        articles.language,
        count(*) as rows
    from judged
    inner join articles
        on judged.article_id = articles.article_id
    where
        articles.day = getvariable('day')
        and articles.language not in ('en', 'und')
    group by
        judged.table_name,
        judged.article_id,
        articles.language

)

select * from mislabelled;
