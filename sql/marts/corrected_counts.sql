-- One row per night × task × about × label: how many rows are so, as the model says and corrected.
-- about_name: of a target or claim its name in words. raw: decided rows that the model told so; judged: all its rows, undecided ones too. estimate, low,
-- high: the count corrected by the model's errors on gold rows, with its 95 % interval, by double
-- sampling (Tenenbein 1970, JASA 65:1350–1361; docs/counts.md). Null, and basis says so, where
-- no gold row of the model was read.
create or replace view corrected_counts as
with

strata as (

    select
        day,
        task,
        about,
        min(about_name) as about_name,
        model_id,
        told,
        decided,
        count(*) as size
    from judged_rows
    group by
        day,
        task,
        about,
        model_id,
        told,
        decided

),

tried as (

    select distinct task, model_id, told, decided, tries
    from gold_rates

),

sampled as (

    select distinct task, model_id, gold
    from gold_rates

),

summed as (

    select
        strata.day,
        strata.task,
        strata.about,
        min(strata.about_name) as about_name,
        kinds.label,
        coalesce(sum(strata.size) filter (where strata.decided and strata.told = kinds.label), 0) as raw,
        sum(strata.size) as judged,
        coalesce(min(sampled.gold), 0) as gold,
        sum(strata.size * rate_mean(rates.hits, tried.tries, kinds.kinds)) as mean,
        sqrt(sum(count_variance(strata.size, rates.hits, tried.tries, kinds.kinds))) as spread
    from strata
    inner join label_kinds as kinds
        on strata.task = kinds.task
        and strata.model_id = kinds.model_id
    left join sampled
        on strata.task = sampled.task
        and strata.model_id = sampled.model_id
    left join tried
        on strata.task = tried.task
        and strata.model_id = tried.model_id
        and strata.told = tried.told
        and strata.decided = tried.decided
    left join gold_rates as rates
        on strata.task = rates.task
        and strata.model_id = rates.model_id
        and strata.told = rates.told
        and strata.decided = rates.decided
        and kinds.label = rates.truth
    group by
        strata.day,
        strata.task,
        strata.about,
        kinds.label

),

corrected as (

    select
        day,
        task,
        about,
        about_name,
        label,
        raw,
        judged,
        gold,
        case when gold > 0 then mean end as estimate,
        case when gold > 0 then greatest(0, mean - 1.96 * spread) end as low,
        case when gold > 0 then least(judged, mean + 1.96 * spread) end as high,
        case when gold > 0 then 'gold sample' else 'no gold sample: raw only' end as basis
    from summed

)

select * from corrected;
