-- One row per article × watched claim: what a person would label, and how much it would teach.
with

met as (

    select
        claims.*,
        articles.text_sha256,
        articles.title,
        articles.text,
        coalesce(clusters.cluster_id, claims.article_id) as cluster_id
    from claims
    inner join articles
        on claims.day = articles.day
        and claims.article_id = articles.article_id
    left join clusters
        on claims.day = clusters.day
        and claims.article_id = clusters.article_id

),

scored as (

    select
        *,
        claim_row(text_sha256, claim_id) as row,
        1 - probability as uncertainty,
        -- Copies of one piece that stand to the claim in two ways cannot all be right.
        1 - count(*) over (partition by cluster_id, claim_id, relation)
        / count(*) over (partition by cluster_id, claim_id) as disagreement,
        -- A relation to the claim that is commoner in this night than on the desk as a whole.
        greatest(
            0,
            count(*) over (partition by day, claim_id, relation) / count(*) over (partition by day)
            - count(*) over (partition by claim_id, relation) / count(*) over ()
        ) as drift,
        kept_for_gold(text_sha256) as gold
    from met

)

select * from scored
where
    getvariable('day') is null
    or day = getvariable('day')
qualify row_number() over (partition by row order by day desc, article_id) = 1;
