-- Which quotations have no speaker whom the text names?
select
    *,
    count(*) over () as total
from quote_sentences
where
    day between getvariable('first') and getvariable('last')
    and speaker_id is null
order by
    day desc,
    source,
    article_id,
    content_start
limit getvariable('size')
offset getvariable('skip');
