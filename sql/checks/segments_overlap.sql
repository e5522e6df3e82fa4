-- warn
-- Two segments of an article share a stretch of its text.
with

ordered as (

    select
        article_id,
        segment_id,
        char_start,
        lag(segment_id) over by_place as before_id,
        lag(char_end) over by_place as before_end
    from segments
    where day = getvariable('day')
    window by_place as (
        partition by article_id
        order by char_start, char_end
    )

)

select * from ordered
where char_start < before_end;
