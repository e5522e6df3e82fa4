-- Which articles stand so to the claim, with the sentence nearest to it?
select
    claims.day,
    claims.relation,
    claims.probability,
    claims.decided,
    claims.evidence,
    articles.title,
    articles.source,
    articles.url,
    articles.language,
    count(*) over () as total
from claims
inner join articles
    on claims.day = articles.day
    and claims.article_id = articles.article_id
where
    claims.day between getvariable('first') and getvariable('last')
    and claims.claim_id = getvariable('claim')
    and case when claims.decided then claims.relation else 'undecided' end = getvariable('relation')
order by
    claims.probability desc,
    claims.article_id
limit getvariable('size')
offset getvariable('skip');
