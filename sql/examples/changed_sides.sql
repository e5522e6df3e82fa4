-- Who was for a target on one night and against it on another?
select
    first.holder,
    first.target,
    first.day as favour_on,
    later.day as against_on
from stance_pairs as first
inner join stance_pairs as later
    on first.holder_id = later.holder_id
    and first.target_id = later.target_id
where
    first.story is null
    and first.favour > first.against
    and later.against > later.favour
order by
    first.holder,
    first.target,
    favour_on,
    against_on;
