-- What did this speaker say, or, asked of nobody, those whom no text names; in which words and where?
select
    *,
    count(*) over () as total
from quote_sentences
where
    day between getvariable('first') and getvariable('last')
    and speaker_id is not distinct from getvariable('speaker')
order by
    day desc,
    source,
    article_id,
    content_start
limit getvariable('size')
offset getvariable('skip');
