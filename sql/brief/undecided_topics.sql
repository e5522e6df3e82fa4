-- How many of the night's articles have no first topic that is decided.
select count(*) as articles
from articles
where
    day = getvariable('day')
    and article_id not in (

        select article_id
        from topics
        where
            day = getvariable('day')
            and rank = 1
            and level = 1
            and decided

    );
