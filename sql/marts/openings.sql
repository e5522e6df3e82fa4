-- One row per night × article: its first sentence of more than forty letters, which stands for a
-- headline where there is none.
create or replace view openings as
with

opened as (

    select
        day,
        article_id,
        first(text order by char_start) as opening
    from segments
    where
        role = 'body'
        and length(text) > 40
    group by
        day,
        article_id

)

select * from opened;
