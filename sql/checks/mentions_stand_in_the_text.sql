-- fail
-- A mention's text is what stands at its span.
with

placed as (

    select
        mentions.segment_id,
        mentions.char_start,
        mentions.char_end,
        mentions.text,
        span_text(articles.text, mentions.char_start, mentions.char_end) as stands
    from mentions
    inner join articles
        on mentions.day = articles.day
        and mentions.article_id = articles.article_id
    where mentions.day = getvariable('day')

)

select * from placed
where
    char_start < 0
    or char_end <= char_start
    or text <> stands;
