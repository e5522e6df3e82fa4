-- Which sentences show where somebody stands? The surest first, each with its article.
select
    coalesce(stances.holder, articles.source) as holder,
    stances.label,
    stances.target,
    stances.cue,
    stances.evidence,
    articles.source,
    articles.title
from stances
inner join articles
    on stances.day = articles.day
    and stances.article_id = articles.article_id
where
    stances.decided
    and stances.label <> 'neutral'
order by
    greatest(stances.p_favour, stances.p_against) desc,
    stances.stance_id
limit 40;
