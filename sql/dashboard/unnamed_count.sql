-- How many quotations have no speaker whom the text names?
select count(*) as unnamed
from quote_sentences
where
    day between getvariable('first') and getvariable('last')
    and speaker_id is null
order by unnamed;
