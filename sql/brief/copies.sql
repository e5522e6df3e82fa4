-- Pieces that ran more than once tonight; one without a headline goes by its opening words.
with

opened as (

    select *
    from openings
    where day = getvariable('day')

)

select
    coalesce(stories.title, excerpt(opened.opening, 90)) as title,
    stories.origin,
    stories.articles,
    stories.outlets,
    stories.sources
from stories
left join opened
    on stories.lead_article_id = opened.article_id
where
    stories.day = getvariable('day')
    and stories.articles > 1
order by
    stories.articles desc,
    stories.title
limit 12;
