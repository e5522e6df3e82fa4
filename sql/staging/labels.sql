-- One row per label a person gave to a topic, stance or claim of the night.
create or replace view labels as
with

source as (

    select *
    from read_parquet(
        '{{ root }}/labels/day=*/labels*.parquet',
        hive_partitioning = false
    )

),

named as (

    select
        day,
        task,
        row,
        label,
        annotator,
        read_on,
        model_id,
        note
    from source

)

select * from named;
