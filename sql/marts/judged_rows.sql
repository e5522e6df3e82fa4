-- One row per night × task × article × row that a model judged: what it told, of what, and whether
-- it decided. row is its name for people's labels, the same in every article of the same text.
-- about: of a stance its target, of a claim its claim_id, of a topic nothing; about_name: the same in
-- words. told: of a topic the code. probability: of what it told. in_words, evidence: the same for the eye, and the sentence, if it is one's.
create or replace view judged_rows as
with

judged as (

    select
        topics.day,
        'topics' as task,
        null as about,
        null as about_name,
        topics.code as told,
        topics.decided,
        topics.probability,
        topics.name as in_words,
        null as evidence,
        topics.model_id,
        topics.article_id,
        topic_row(articles.text_sha256) as row
    from topics
    inner join articles
        on topics.day = articles.day
        and topics.article_id = articles.article_id
    where
        topics.rank = 1
        and topics.level = 1
    union all
    select
        stances.day,
        'stance' as task,
        coalesce(stances.target_id, lower(stances.target)) as about,
        coalesce(targets.name, stances.target) as about_name,
        stances.label as told,
        stances.decided,
        case stances.label
            when 'favour' then stances.p_favour
            when 'against' then stances.p_against
            else stances.p_neutral
        end as probability,
        coalesce(stances.holder, articles.source, 'the article') || ' → ' || stances.target || ': '
        || stances.label as in_words,
        stances.evidence,
        stances.model_id,
        stances.article_id,
        stance_row(
            articles.text_sha256, stances.char_start, stances.char_end, stances.holder,
            stances.holder_start, stances.holder_end, stances.target_start, stances.target_end
        ) as row
    from stances
    inner join articles
        on stances.day = articles.day
        and stances.article_id = articles.article_id
    left join actors as targets
        on stances.day = targets.day
        and stances.target_id = targets.actor_id
    union all
    select
        claims.day,
        'claims' as task,
        claims.claim_id as about,
        claims.claim as about_name,
        claims.relation as told,
        claims.decided,
        claims.probability,
        claims.relation || ': ' || claims.claim as in_words,
        claims.evidence,
        claims.model_id,
        claims.article_id,
        claim_row(articles.text_sha256, claims.claim_id) as row
    from claims
    inner join articles
        on claims.day = articles.day
        and claims.article_id = articles.article_id

)

select * from judged;
