-- One row per person, organisation or place named in the night.
create or replace view actors as
with

source as (

    select *
    from read_parquet(
        '{{ root }}/actors/day=*/actors*.parquet',
        hive_partitioning = false
    )

),

named as (

    select
        day,
        actor_id,
        name,
        type,
        aliases,
        mentions,
        stage_version
    from source

)

select * from named;
