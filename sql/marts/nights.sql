-- One row per night: its size in every table a reader asks about first.
create or replace view nights as
with

recorded as (

    select
        day,
        count(*) as records,
        count(*) filter (where state in ('accepted', 'revision')) as kept,
        count(*) filter (where state = 'duplicate') as repeated,
        count(*) filter (where state in ('rejected', 'quarantined')) as refused
    from ledger
    group by day

),

written as (

    select
        articles.day,
        count(*) as articles,
        independent(articles.article_id, clusters.cluster_id) as origins,
        count(distinct articles.source) as outlets,
        count(distinct articles.language) as languages,
        sum(articles.words) as words
    from articles
    left join clusters
        on articles.day = clusters.day
        and articles.article_id = clusters.article_id
    group by articles.day

),

quoted as (

    select
        day,
        count(*) as quotes
    from quotes
    group by day

),

stood as (

    select
        day,
        count(*) as stances,
        count(*) filter (where decided and label <> 'neutral') as plain_stances
    from stances
    group by day

),

joined as (

    select
        recorded.day,
        recorded.records,
        recorded.kept,
        recorded.repeated,
        recorded.refused,
        coalesce(written.articles, 0) as articles,
        coalesce(written.origins, 0) as origins,
        coalesce(written.outlets, 0) as outlets,
        coalesce(written.languages, 0) as languages,
        coalesce(written.words, 0) as words,
        coalesce(quoted.quotes, 0) as quotes,
        coalesce(stood.stances, 0) as stances,
        coalesce(stood.plain_stances, 0) as plain_stances
    from recorded
    left join written
        on recorded.day = written.day
    left join quoted
        on recorded.day = quoted.day
    left join stood
        on recorded.day = stood.day

)

select * from joined;
