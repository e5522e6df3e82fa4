-- Which rows is the model this sure of?
select
    judged_rows.day,
    judged_rows.in_words,
    judged_rows.probability,
    judged_rows.decided,
    judged_rows.evidence,
    articles.title,
    articles.source,
    articles.url,
    articles.language,
    count(*) over () as total
from judged_rows
inner join articles
    on judged_rows.day = articles.day
    and judged_rows.article_id = articles.article_id
where
    judged_rows.day between getvariable('first') and getvariable('last')
    and judged_rows.model_id = getvariable('model')
    and least(floor(judged_rows.probability * 10), 9)::int = getvariable('tenth')
order by
    judged_rows.decided,
    judged_rows.probability,
    judged_rows.article_id,
    judged_rows.row
limit getvariable('size')
offset getvariable('skip');
