-- One row per task × label that a model may tell; kinds: how many the task has.
-- Of topics those that stand on the desk.
create or replace view label_kinds as
with

told as (

    select distinct
        'topics' as task,
        code as label
    from topics
    where level = 1
    union all
    select
        case place when 'stances.label' then 'stance' else 'claims' end as task,
        word as label
    from vocabulary
    where place in ('stances.label', 'claims.relation')

),

counted as (

    select
        task,
        label,
        count(*) over (partition by task) as kinds
    from told

)

select * from counted;
