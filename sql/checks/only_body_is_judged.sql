-- fail
-- Stances stand in the story itself: never in a caption, a byline, a correction or a "read more".
select
    stances.stance_id,
    segments.role,
    excerpt(stances.evidence, 120) as evidence
from stances
inner join segments
    on stances.day = segments.day
    and stances.segment_id = segments.segment_id
where
    stances.day = getvariable('day')
    and segments.role not in ('body', 'pullquote', 'headline', 'subhead');
