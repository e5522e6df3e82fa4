-- How many independent pieces agree with each watched claim, and how many disagree?
select
    claim,
    relation,
    articles,
    origins,
    best_evidence
from claim_cases
order by
    claim,
    origins desc,
    relation;
