-- How many quotations have no speaker whom the text names?
select count(*) as unnamed
from quotes
where
    day between getvariable('first') and getvariable('last')
    and (
        speaker is null
        or (actor_id is null and resolution = 'pronoun')
    )
order by unnamed;
