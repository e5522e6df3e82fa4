-- fail
-- Both ends of a pair are articles, the other not of a later night, and no article pairs itself.
with

pairs as (

    select *
    from duplicates
    where day = getvariable('day')

),

wrong as (

    select
        pairs.article_id,
        pairs.other_id,
        pairs.other_day,
        pairs.kind
    from pairs
    left join articles
        on pairs.other_day = articles.day
        and pairs.other_id = articles.article_id
    where
        articles.article_id is null
        or pairs.other_day > pairs.day
        or pairs.article_id = pairs.other_id
        or not pairs.similarity between 0 and 1.000001
        or not pairs.containment between 0 and 1.000001

)

select * from wrong;
