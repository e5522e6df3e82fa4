-- One row per night × task × row that people read for gold: the label most of them gave.
-- Only texts kept for gold count, which were drawn at random; ties and rows that nobody could
-- tell are left out.
create or replace view gold_labels as
with

votes as (

    select
        day,
        task,
        row,
        label,
        min(model_id) as model_id,
        count(*) as annotators
    from labels
    where kept_for_gold(split_part(row, ':', 1))
    group by
        day,
        task,
        row,
        label

),

agreed as (

    select
        day,
        task,
        row,
        label,
        model_id,
        annotators
    from votes
    qualify
        rank() over (partition by day, task, row order by annotators desc) = 1
        and count(*) over (partition by day, task, row, annotators) = 1

),

told as (

    select *
    from agreed
    where label <> '?'

)

select * from told;
