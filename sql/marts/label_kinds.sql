-- One row per task × model × label that the model may tell; kinds: how many it may tell.
-- Of topics those that stand on the desk by the model or by one that shares a topic with it: models
-- with a taxonomy of their own have nothing to do with those of Media Topics.
create or replace view label_kinds as
with

judges as (

    select distinct task, model_id
    from judged_rows

),

told as (

    select distinct model_id, code
    from topics
    where level = 1

),

kin as (

    select distinct
        told.model_id,
        others.model_id as other_id
    from told
    inner join told as others
        on told.code = others.code

),

may_tell as (

    select distinct
        'topics' as task,
        kin.model_id,
        told.code as label
    from kin
    inner join told
        on kin.other_id = told.model_id
    union all
    select
        judges.task,
        judges.model_id,
        vocabulary.word as label
    from judges
    inner join vocabulary
        on vocabulary.place = case judges.task when 'stance' then 'stances.label' when 'claims' then 'claims.relation' end

),

counted as (

    select
        task,
        model_id,
        label,
        count(*) over (partition by task, model_id) as kinds
    from may_tell

)

select * from counted;
