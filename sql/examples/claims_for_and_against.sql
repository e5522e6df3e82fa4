-- How many pieces agree with each watched claim and how many disagree, decided or only leaning so?
select
    claims.claim,
    claims.relation,
    count(*) filter (where claims.decided) as decided,
    independent(claims.article_id, clusters.cluster_id, claims.decided) as decided_origins,
    count(*) filter (where not claims.decided) as leaning,
    first(claims.evidence order by claims.decided desc, claims.probability desc, claims.article_id) as best_evidence
from claims
left join clusters
    on claims.day = clusters.day
    and claims.article_id = clusters.article_id
where claims.relation <> 'unrelated'
group by
    claims.claim,
    claims.relation
order by
    claims.claim,
    decided desc,
    leaning desc,
    claims.relation;
