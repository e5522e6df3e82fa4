-- warn
-- An article of which no line is story: its whole text was taken for captions and furniture.
select
    articles.article_id,
    articles.source,
    excerpt(articles.title, 80) as title
from articles
left join segments
    on articles.day = segments.day
    and articles.article_id = segments.article_id
    and segments.role = 'body'
where
    articles.day = getvariable('day')
    and segments.segment_id is null;
