-- How do the articles stand to each watched claim? Undecided ones are counted apart.
with

held as (

    select
        claims.claim_id,
        claims.claim,
        case when claims.decided then claims.relation else 'undecided' end as relation,
        claims.article_id,
        clusters.cluster_id
    from claims
    left join clusters
        on claims.day = clusters.day
        and claims.article_id = clusters.article_id
    where
        claims.day between getvariable('first') and getvariable('last')
        and not (claims.decided and claims.relation = 'unrelated')

)

select
    claim_id,
    min(claim) as claim,
    relation,
    count(*) as articles,
    independent(article_id, cluster_id) as origins
from held
group by
    claim_id,
    relation
order by
    claim,
    claim_id,
    relation;
