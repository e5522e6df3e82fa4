-- On whom or what was most said for or against, by independent pieces?
with

told as (

    select
        stances.*,
        case
            when stances.target_id is null
                then coalesce(stances.title, excerpt(openings.opening, 90))
        end as headline
    from stance_sentences as stances
    left join openings
        on stances.day = openings.day
        and stances.article_id = openings.article_id
    where stances.day between getvariable('first') and getvariable('last')

),

counted as (

    select
        target_key,
        any_value(target_id) as target_id,
        mode(target order by target) as target,
        min(headline) as story,
        independent(article_id, cluster_id, decided and label = 'favour') as favour,
        independent(article_id, cluster_id, decided and label = 'against') as against,
        count(distinct holder_key) filter (where decided and label <> 'neutral') as holders,
        count(*) filter (where decided and label = 'favour') as favour_rows,
        count(*) filter (where decided and label = 'against') as against_rows,
        count(*) filter (where decided and label = 'neutral') as neutral_rows,
        count(*) filter (where not decided) as undecided_rows
    from told
    where
        contains(lower(target), lower(getvariable('sought')))
        or contains(lower(holder_name), lower(getvariable('sought')))
    group by target_key

),

plain as (

    select
        *,
        count(*) over () as total
    from counted
    where favour_rows + against_rows > 0

)

select * from plain
order by
    holders desc,
    favour + against desc,
    favour_rows + against_rows desc,
    target_key
limit getvariable('size')
offset getvariable('skip');
