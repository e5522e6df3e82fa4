-- One row per task × model × told label × decided or not × true label: how often gold rows say so.
-- hits of tries gold rows that the model told so are truly `truth`; gold: gold rows of the model in all.
create or replace view gold_rates as
with

held as (

    select
        judged_rows.task,
        judged_rows.model_id,
        judged_rows.told,
        judged_rows.decided,
        gold_labels.label as truth
    from judged_rows
    inner join gold_labels
        on judged_rows.day = gold_labels.day
        and judged_rows.task = gold_labels.task
        and judged_rows.row = gold_labels.row
    left join label_kinds as kinds
        on judged_rows.task = kinds.task
        and judged_rows.model_id = kinds.model_id
        and gold_labels.label = kinds.label
    -- Every article has a topic, whatever the model, so a label counts for all that share its
    -- taxonomy; which stances and claims are rows at all is the model's doing, so only rows drawn
    -- from its own are a fair sample of them.
    where
        judged_rows.model_id = gold_labels.model_id
        or (
            judged_rows.task = 'topics'
            and (
                kinds.label is not null
                or (starts_with(judged_rows.told, 'medtop:') and starts_with(gold_labels.label, 'medtop:'))
            )
        )

),

counted as (

    select
        task,
        model_id,
        told,
        decided,
        truth,
        count(*) as hits,
        sum(count(*)) over (partition by task, model_id, told, decided) as tries,
        sum(count(*)) over (partition by task, model_id) as gold
    from held
    group by
        task,
        model_id,
        told,
        decided,
        truth

)

select * from counted;
