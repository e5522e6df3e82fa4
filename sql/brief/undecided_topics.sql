-- How many of the night's articles have no first topic that is decided, and how many none at all:
-- those in other languages, or without a text to judge.
with

first_topics as (

    select
        article_id,
        decided
    from topics
    where
        day = getvariable('day')
        and rank = 1
        and level = 1

)

select
    count(*) filter (where not first_topics.decided) as undecided,
    count(*) filter (where first_topics.decided is null) as unjudged
from articles
left join first_topics
    on articles.article_id = first_topics.article_id
where articles.day = getvariable('day');
