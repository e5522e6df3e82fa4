-- One row per attributed quotation.
create or replace view quotes as
with

source as (

    select *
    from read_parquet(
        '{{ root }}/quotes/day=*/quotes*.parquet',
        hive_partitioning = false
    )

),

named as (

    select
        day,
        quote_id,
        article_id,
        content_start,
        content_end,
        content,
        cue,
        cue_start,
        cue_end,
        cue_class,
        speaker,
        speaker_start,
        speaker_end,
        actor_id,
        kind,
        resolution,
        stage_version
    from source

)

select * from named;
