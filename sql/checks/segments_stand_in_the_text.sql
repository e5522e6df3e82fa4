-- fail
-- A segment's text is what stands at its span, and the span lies inside the article.
with

placed as (

    select
        segments.segment_id,
        segments.char_start,
        segments.char_end,
        segments.text,
        articles.text as whole
    from segments
    inner join articles
        on segments.day = articles.day
        and segments.article_id = articles.article_id
    where segments.day = getvariable('day')

),

misplaced as (

    select
        segment_id,
        char_start,
        char_end,
        excerpt(text, 80) as said,
        excerpt(span_text(whole, char_start, char_end), 80) as stands
    from placed
    where
        char_start < 0
        or char_end <= char_start
        or char_end > length(whole)
        or text <> span_text(whole, char_start, char_end)

)

select * from misplaced;
