-- Who warned, denied, promised or condemned, and in what words?
select
    coalesce(actors.name, quotes.speaker) as speaker,
    quotes.cue_class,
    quotes.cue,
    quotes.content
from quotes
left join actors
    on quotes.day = actors.day
    and quotes.actor_id = actors.actor_id
where quotes.cue_class not in ('said', 'told')
order by
    quotes.cue_class,
    speaker,
    quotes.quote_id
limit 40;
