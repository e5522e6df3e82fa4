-- Articles and origins of the night and up to thirteen nights before it.
with

recent as (

    select
        day,
        articles,
        origins
    from nights
    where day <= getvariable('day')
    order by day desc
    limit 14

)

select * from recent
order by day;
