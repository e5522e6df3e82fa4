-- fail
-- An article has one topic a rank; behind its main topic a likelier one never ranks behind another.
with

ranked as (

    select
        article_id,
        level,
        code,
        rank,
        probability,
        lag(rank) over by_rank as rank_before,
        lag(probability) over by_rank as probability_before
    from topics
    where day = getvariable('day')
    window by_rank as (
        partition by article_id, level
        order by rank, probability desc
    )

)

select * from ranked
where
    rank < 1
    or rank = rank_before
    or (rank_before > 1 and probability > probability_before + 0.000001);
