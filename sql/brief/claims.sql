-- The watched claims: who agrees, who disagrees, and the nearest sentence of each side.
select
    claim_id,
    claim,
    relation,
    articles,
    origins,
    sources,
    mean_probability,
    best_evidence
from claim_cases
where day = getvariable('day')
order by
    claim,
    origins desc,
    relation;
