-- One row per article × watched claim that is not unrelated, and undecided ones.
create or replace view claims as
with

source as (

    select *
    from read_parquet(
        '{{ root }}/claims/day=*/claims*.parquet',
        hive_partitioning = false
    )

),

named as (

    select
        day,
        article_id,
        claim_id,
        claim,
        relation,
        probability,
        decided,
        evidence,
        char_start,
        char_end,
        model_id,
        stage_version
    from source

)

select * from named;
