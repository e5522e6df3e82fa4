-- One row per night × quotation: who said what, where it stands, with every name filled in.
-- speaker_id: as in the view speakers; null where the text does not say who speaks. evidence: the
-- sentence in which the quotation begins, and on to the end of quotation, cue and speaker;
-- char_start is its first code point.
create or replace view quote_sentences as
with

named as (

    select
        quotes.day,
        quotes.quote_id,
        quotes.article_id,
        speaker_id(
            quotes.actor_id,
            quotes.speaker,
            quotes.resolution,
            coalesce(clusters.cluster_id, quotes.article_id)
        ) as speaker_id,
        coalesce(actors.name, quotes.speaker) as speaker,
        quotes.kind,
        quotes.cue,
        quotes.cue_class,
        quotes.resolution,
        quotes.content,
        quotes.content_start,
        quotes.content_end,
        quotes.speaker_start,
        quotes.speaker_end,
        least(quotes.content_start, segments.char_start, quotes.cue_start, quotes.speaker_start) as char_start,
        greatest(quotes.content_end, segments.char_end, quotes.cue_end, quotes.speaker_end) as char_end,
        articles.text,
        articles.source,
        articles.title,
        articles.url,
        articles.language
    from quotes
    inner join articles
        on quotes.day = articles.day
        and quotes.article_id = articles.article_id
    left join clusters
        on quotes.day = clusters.day
        and quotes.article_id = clusters.article_id
    left join segments
        on quotes.day = segments.day
        and quotes.article_id = segments.article_id
        and quotes.content_start >= segments.char_start
        and quotes.content_start < segments.char_end
    left join actors
        on quotes.day = actors.day
        and quotes.actor_id = actors.actor_id

),

placed as (

    select
        * exclude (text),
        span_text(text, char_start, char_end) as evidence
    from named

)

select * from placed;
