-- One row per night × watched claim × relation: the case for and against, decided rows only.
create or replace view claim_cases as
with

held as (

    select
        claims.day,
        claims.claim_id,
        claims.claim,
        claims.relation,
        claims.article_id,
        claims.probability,
        claims.evidence,
        articles.source,
        clusters.cluster_id
    from claims
    inner join articles
        on claims.day = articles.day
        and claims.article_id = articles.article_id
    left join clusters
        on claims.day = clusters.day
        and claims.article_id = clusters.article_id
    where
        claims.decided
        and claims.relation <> 'unrelated'

),

counted as (

    select
        day,
        claim_id,
        min(claim) as claim,
        relation,
        count(*) as articles,
        independent(article_id, cluster_id) as origins,
        list_sort(list(distinct source)) as sources,
        avg(probability) as mean_probability,
        first(evidence order by probability desc, article_id) as best_evidence
    from held
    group by
        day,
        claim_id,
        relation

)

select * from counted;
