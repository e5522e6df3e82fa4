-- One row per night × speaker: who was quoted, how often and how.
-- A speaker is an actor where one was resolved, else the words that name them: a name is one speaker
-- wherever it stands, an office or a group ("the company", "police") one for each piece and its
-- copies; a pronoun that could not be resolved is nobody.
create or replace view speakers as
with

spoken as (

    select
        quotes.day,
        speaker_id(
            quotes.actor_id,
            quotes.speaker,
            quotes.resolution,
            coalesce(clusters.cluster_id, quotes.article_id)
        ) as speaker_id,
        coalesce(actors.name, quotes.speaker) as speaker,
        actors.type as speaker_type,
        quotes.actor_id is not null as is_resolved,
        quotes.quote_id,
        quotes.article_id,
        quotes.kind,
        quotes.cue_class,
        length(quotes.content) as letters,
        clusters.cluster_id
    from quotes
    left join actors
        on quotes.day = actors.day
        and quotes.actor_id = actors.actor_id
    left join clusters
        on quotes.day = clusters.day
        and quotes.article_id = clusters.article_id
    where quotes.speaker is not null

),

counted as (

    select
        day,
        speaker_id,
        min(speaker) as speaker,
        min(speaker_type) as speaker_type,
        bool_or(is_resolved) as is_resolved,
        count(*) as quotes,
        count(*) filter (where kind = 'direct') as direct_quotes,
        count(distinct article_id) as articles,
        independent(article_id, cluster_id) as origins,
        sum(letters) as letters,
        list_sort(list(distinct cue_class)) as cue_classes
    from spoken
    where speaker_id is not null
    group by
        day,
        speaker_id

)

select * from counted;
