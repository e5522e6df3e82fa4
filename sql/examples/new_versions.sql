-- Which stories were changed after they came out, and what does the change say of itself?
select
    changed.story_id,
    changed.version,
    changed.source,
    changed.title,
    string_agg(segments.text, ' ' order by segments.char_start) as correction
from articles as changed
left join segments
    on changed.day = segments.day
    and changed.article_id = segments.article_id
    and segments.role = 'correction'
where changed.version > 1
group by
    changed.story_id,
    changed.version,
    changed.source,
    changed.title
order by
    changed.story_id,
    changed.version;
