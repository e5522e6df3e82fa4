-- warn
-- An outlet that was there in each of the seven nights before the night is missing from it.
with

heard as (

    select distinct
        day,
        source
    from articles
    where
        day <= getvariable('day')
        and source is not null

),

nights_before as (

    select distinct day
    from heard
    where day < getvariable('day')
    order by day desc
    limit 7

),

regular as (

    select heard.source
    from heard
    inner join nights_before
        on heard.day = nights_before.day
    group by heard.source
    having
        count(*) = 7

),

silent as (

    select regular.source
    from regular
    left join heard
        on regular.source = heard.source
        and heard.day = getvariable('day')
    where heard.source is null

)

select * from silent;
