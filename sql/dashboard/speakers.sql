-- Who was quoted in most independent pieces?
select
    speaker_id,
    min(speaker) as speaker,
    min(speaker_type) as speaker_type,
    sum(quotes) as quotes,
    sum(direct_quotes) as direct_quotes,
    sum(articles) as articles,
    sum(origins) as origins,
    count(*) over () as total
from speakers
where
    day between getvariable('first') and getvariable('last')
    and (
        contains(lower(speaker), lower(getvariable('sought')))
        or contains(speaker_id, lower(getvariable('sought')))
    )
group by speaker_id
order by
    bool_or(is_resolved and speaker_type <> 'LOC') desc,
    origins desc,
    quotes desc,
    speaker,
    speaker_id
limit getvariable('size')
offset getvariable('skip');
