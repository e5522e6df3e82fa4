-- fail
-- Every article of the night is in a cluster, if only its own, and each cluster has one origin.
with

placed as (

    select *
    from clusters
    where day = getvariable('day')

),

alone as (

    select
        articles.article_id as id,
        'article in no cluster' as wrong
    from articles
    left join placed
        on articles.article_id = placed.article_id
    where
        articles.day = getvariable('day')
        and placed.article_id is null

),

contested as (

    select
        cluster_id as id,
        'cluster with several origins' as wrong
    from placed
    where is_origin
    group by cluster_id
    having count(*) > 1

),

wrong as (

    select * from alone
    union all
    select * from contested

)

select * from wrong;
