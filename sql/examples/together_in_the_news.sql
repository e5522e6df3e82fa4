-- Which two actors are named in the same sentences?
with

named as (

    select distinct
        mentions.day,
        mentions.segment_id,
        mentions.actor_id,
        actors.name
    from mentions
    inner join actors
        on mentions.day = actors.day
        and mentions.actor_id = actors.actor_id
    where actors.type <> 'LOC'

)

select
    one.name as actor,
    other.name as other_actor,
    count(*) as sentences
from named as one
inner join named as other
    on one.day = other.day
    and one.segment_id = other.segment_id
    and one.actor_id < other.actor_id
group by
    one.name,
    other.name
order by
    sentences desc,
    actor,
    other_actor
limit 40;
