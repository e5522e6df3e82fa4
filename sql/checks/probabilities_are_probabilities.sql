-- fail
-- Every probability lies between 0 and 1, and the three of a stance sum to 1 (to rounding).
with

given as (

    select
        'topics' as table_name,
        article_id || ' ' || code as key,
        probability
    from topics
    where day = getvariable('day')
    union all
    select
        'claims' as table_name,
        article_id || ' ' || claim_id as key,
        probability
    from claims
    where day = getvariable('day')
    union all
    select
        'stances' as table_name,
        stance_id as key,
        least(p_favour, p_against, p_neutral) as probability
    from stances
    where day = getvariable('day')
    union all
    select
        'articles, language' as table_name,
        article_id as key,
        language_probability as probability
    from articles
    where day = getvariable('day')

),

unsummed as (

    select
        'stances, sum' as table_name,
        stance_id as key,
        p_favour + p_against + p_neutral as probability
    from stances
    where
        day = getvariable('day')
        and not abs(p_favour + p_against + p_neutral - 1) < 0.001

),

wrong as (

    -- Parquet's statistics leave out NaN and DuckDB believes them: only the text shows it.
    select * from given
    where
        probability::varchar = 'nan'
        or not probability between 0 and 1.000001
    union all
    select * from unsummed

)

select * from wrong;
