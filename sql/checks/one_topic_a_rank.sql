-- fail
-- An article's topics are ranked from 1, no two on one rank: it has one first topic.
with

ranked as (

    select
        article_id,
        rank,
        count(*) as topics,
        min(rank) over (partition by article_id) as first_rank
    from topics
    where day = getvariable('day')
    group by
        article_id,
        rank

)

select * from ranked
where
    topics > 1
    or first_rank <> 1;
