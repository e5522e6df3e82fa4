-- One row per sentence × holder × target.
create or replace view stances as
with

source as (

    select *
    from read_parquet(
        '{{ root }}/stances/day=*/stances*.parquet',
        hive_partitioning = false
    )

),

named as (

    select
        day,
        stance_id,
        article_id,
        segment_id,
        holder,
        holder_id,
        holder_kind,
        holder_start,
        holder_end,
        target,
        target_id,
        target_start,
        target_end,
        label,
        p_favour,
        p_against,
        p_neutral,
        decided,
        voice,
        cue,
        char_start,
        char_end,
        evidence,
        model_id,
        stage_version
    from source

)

select * from named;
