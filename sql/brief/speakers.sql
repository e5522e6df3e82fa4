-- Who was quoted in most independent pieces, each with one thing they said.
with

ranked as (

    select *
    from speakers
    where
        day = getvariable('day')
        and is_resolved
        and speaker_type <> 'LOC'
    order by
        origins desc,
        quotes desc,
        letters desc,
        speaker
    limit 10

),

said as (

    select
        quotes.actor_id,
        quotes.content,
        quotes.cue,
        quotes.kind,
        articles.source,
        articles.title,
        articles.language,
        row_number() over (
            partition by quotes.actor_id
            order by
                quotes.kind = 'direct' desc,
                abs(length(quotes.content) - 90),
                quotes.quote_id
        ) as place
    from quotes
    inner join articles
        on quotes.day = articles.day
        and quotes.article_id = articles.article_id
    where quotes.day = getvariable('day')

),

described as (

    select
        actor_id,
        mode(role) as role
    from mentions
    where
        day = getvariable('day')
        and role is not null
    group by actor_id

),

shown as (

    select
        ranked.speaker,
        described.role,
        ranked.quotes,
        ranked.direct_quotes,
        ranked.articles,
        ranked.origins,
        said.content,
        said.kind,
        said.source,
        said.title,
        said.language
    from ranked
    left join said
        on ranked.speaker_id = said.actor_id
        and said.place = 1
    left join described
        on ranked.speaker_id = described.actor_id

)

select * from shown
order by
    origins desc,
    quotes desc,
    speaker;
