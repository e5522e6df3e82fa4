-- Who stands for and who against whom or what, by independent origins?
select
    target,
    holder,
    favour_origins,
    against_origins,
    articles
from stance_pairs
where
    not is_own_voice
    and favour + against > 0
order by
    origins desc,
    target,
    holder
limit 40;
