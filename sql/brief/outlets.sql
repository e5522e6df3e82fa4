-- The outlets that ran most, and how much of it was their own.
select
    source,
    articles,
    copies,
    articles - copies as own,
    words
from outlets
where day = getvariable('day')
order by
    articles desc,
    source
limit 12;
