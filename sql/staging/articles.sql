-- One row per version of a story.
create or replace view articles as
with

source as (

    select *
    from read_parquet(
        '{{ root }}/articles/day=*/articles*.parquet',
        hive_partitioning = false
    )

),

named as (

    select
        day,
        article_id,
        record_id,
        story_id,
        version,
        source,
        url,
        title,
        byline,
        published_at,
        published_precision,
        published_from,
        published_raw,
        dateline_place,
        agency,
        language,
        language_probability,
        text,
        words,
        body_spans,
        text_sha256,
        stage_version
    from source

)

select * from named;
