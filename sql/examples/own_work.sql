-- How much of what each outlet ran was its own?
select
    source,
    sum(articles) as articles,
    sum(copies) as copies,
    round(100 * share(sum(articles) - sum(copies), sum(articles)), 1) as percent_own,
    sum(words) as words
from outlets
group by source
order by
    articles desc,
    source;
