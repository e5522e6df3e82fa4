-- fail
-- A story's versions count from 1 without a gap, over this night and those before it. Two articles
-- with one body are one version.
select
    story_id,
    min(version) as first_version,
    max(version) as last_version,
    count(distinct version) as versions
from articles
where day <= getvariable('day')
group by story_id
having
    min(version) != 1
    or max(version) != count(distinct version);
