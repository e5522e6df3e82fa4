-- What did this speaker say, in which words and where?
select
    *,
    count(*) over () as total
from quote_sentences
where
    day between getvariable('first') and getvariable('last')
    and speaker_id = getvariable('speaker')
order by
    day desc,
    source,
    article_id,
    content_start
limit getvariable('size')
offset getvariable('skip');
