-- Who was quoted most in the last night, in how many independent pieces, and with which words?
select
    speaker,
    quotes,
    direct_quotes,
    articles,
    origins,
    cue_classes
from speakers
where
    day = (select max(day) from articles)
order by
    origins desc,
    quotes desc,
    speaker
limit 20;
