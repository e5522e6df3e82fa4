-- The run that made the night.
select
    started_at,
    finished_at,
    records,
    models,
    versions,
    night_sha256
from runs
where day = getvariable('day')
limit 1;
