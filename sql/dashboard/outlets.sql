-- Which outlets ran most, and how much of it was their own?
select
    source,
    sum(articles) as articles,
    sum(articles - copies) as own,
    sum(words) as words,
    count(*) over () as total
from outlets
where day between getvariable('first') and getvariable('last')
group by source
order by
    articles desc,
    source
limit getvariable('size')
offset getvariable('skip');
