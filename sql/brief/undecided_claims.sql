-- How many articles are undecided towards a watched claim.
select count(distinct article_id) as articles
from claims
where
    day = getvariable('day')
    and not decided;
