-- Which sentences are for or against this target, which neutral, and which undecided?
select
    *,
    count(*) over () as total
from stance_sentences
where
    day between getvariable('first') and getvariable('last')
    and target_key = getvariable('target')
    and (
        contains(lower(target), lower(getvariable('sought')))
        or contains(lower(holder_name), lower(getvariable('sought')))
    )
    and case when decided then label else 'undecided' end = getvariable('side')
order by
    case label when 'favour' then p_favour when 'against' then p_against else p_neutral end desc,
    stance_id
limit getvariable('size')
offset getvariable('skip');
