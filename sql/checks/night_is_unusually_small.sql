-- warn
-- The night has less than half the articles of the median of the seven nights before it.
with

sizes as (

    select
        day,
        count(*) as articles
    from articles
    where day <= getvariable('day')
    group by day

),

before as (

    select articles
    from sizes
    where day < getvariable('day')
    order by day desc
    limit 7

),

usual as (

    select
        count(*) as nights,
        median(articles) as articles
    from before

),

tonight as (

    select count(*) as articles
    from articles
    where day = getvariable('day')

)

select
    tonight.articles,
    usual.articles as usual_articles
from tonight
cross join usual
where
    usual.nights >= 3
    and tonight.articles < usual.articles / 2;
