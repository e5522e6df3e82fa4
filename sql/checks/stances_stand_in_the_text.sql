-- fail
-- A stance shows its sentence as it stands, with holder and target at their spans.
with

placed as (

    select
        stances.stance_id,
        stances.evidence,
        span_text(articles.text, stances.char_start, stances.char_end) as evidence_stands,
        stances.target,
        span_text(articles.text, stances.target_start, stances.target_end) as target_stands,
        stances.char_start,
        stances.char_end,
        stances.target_start,
        stances.target_end
    from stances
    inner join articles
        on stances.day = articles.day
        and stances.article_id = articles.article_id
    where stances.day = getvariable('day')

)

select * from placed
where
    evidence <> evidence_stands
    or target_stands = ''
    or target_start >= target_end;
