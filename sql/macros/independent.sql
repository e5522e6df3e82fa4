-- How many independent origins stand behind some articles: copies of one piece count once.
-- An article that was never linked counts for itself. With a third argument, only the rows
-- count for which it holds.
create or replace macro independent
    (article, cluster) as
        count(distinct coalesce(cluster, article)),
    (article, cluster, condition) as
        count(distinct case when condition then coalesce(cluster, article) end);

-- Tests
select independent(a, c) = 2 as copies_count_once
from (values ('a1', 'c1'), ('a2', 'c1'), ('a3', 'c3')) as rows (a, c);
select independent(a, c) = 2 as unlinked_count_for_themselves
from (values ('a1', null), ('a2', null)) as rows (a, c);
select independent(a, c) = 0 as none_of_none
from (values ('a1', 'c1')) as rows (a, c)
where false;
select independent(a, c, a <> 'a3') = 1 as only_where_it_holds
from (values ('a1', 'c1'), ('a2', 'c1'), ('a3', 'c3')) as rows (a, c);
