-- fail
-- A claim's evidence is what stands at its span.
with

placed as (

    select
        claims.article_id,
        claims.claim_id,
        claims.evidence,
        span_text(articles.text, claims.char_start, claims.char_end) as evidence_stands
    from claims
    inner join articles
        on claims.day = articles.day
        and claims.article_id = articles.article_id
    where claims.day = getvariable('day')

)

select * from placed
where
    evidence_stands is not null
    and evidence is distinct from evidence_stands;
