-- The night's figures, with those of the night before it.
with

ordered as (

    select
        *,
        lag(articles) over (order by day) as articles_before,
        lag(day) over (order by day) as day_before
    from nights
    where day <= getvariable('day')

)

select * from ordered
where day = getvariable('day');
