-- The night's languages.
select
    language,
    count(*) as articles
from articles
where day = getvariable('day')
group by language
order by
    articles desc,
    language
limit 12;
