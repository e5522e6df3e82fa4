-- Stories that came in a new version, with what the new version says of the change.
select
    changed.source,
    changed.title,
    changed.version,
    changed.language,
    string_agg(segments.text, ' ' order by segments.char_start) as correction
from articles as changed
left join segments
    on changed.day = segments.day
    and changed.article_id = segments.article_id
    and segments.role = 'correction'
where
    changed.day = getvariable('day')
    and changed.version > 1
group by
    changed.article_id,
    changed.source,
    changed.title,
    changed.version,
    changed.language
order by
    changed.source,
    changed.title
limit 12;
