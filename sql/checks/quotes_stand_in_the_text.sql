-- fail
-- What was said, its cue and its speaker are what stands at their spans.
with

placed as (

    select
        quotes.quote_id,
        quotes.content,
        span_text(articles.text, quotes.content_start, quotes.content_end) as content_stands,
        quotes.cue,
        span_text(articles.text, quotes.cue_start, quotes.cue_end) as cue_stands,
        quotes.speaker,
        span_text(articles.text, quotes.speaker_start, quotes.speaker_end) as speaker_stands
    from quotes
    inner join articles
        on quotes.day = articles.day
        and quotes.article_id = articles.article_id
    where quotes.day = getvariable('day')

)

select * from placed
where
    content <> content_stands
    or (cue_stands is not null and cue is distinct from cue_stands)
    or (speaker_stands is not null and speaker is distinct from speaker_stands);
