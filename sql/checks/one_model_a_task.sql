-- warn
-- One model judged each task of the night (each level of it, for topics).
with

judged as (

    select distinct
        'topics, level ' || level as task,
        model_id
    from topics
    where day = getvariable('day')
    union all
    select distinct
        'stances' as task,
        model_id
    from stances
    where day = getvariable('day')
    union all
    select distinct
        'claims' as task,
        model_id
    from claims
    where day = getvariable('day')

),

mixed as (

    select
        task,
        count(*) as models,
        min(model_id) as one,
        max(model_id) as another
    from judged
    group by task
    having count(*) > 1

)

select * from mixed;
