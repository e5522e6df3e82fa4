-- Which records ended in this state, why, and what became of them?
select
    ledger.day,
    ledger.origin,
    ledger.reason,
    ledger.bytes,
    ledger.encoding,
    articles.title,
    openings.opening,
    articles.source,
    articles.url,
    articles.language,
    count(*) over () as total
from ledger
left join articles
    on ledger.day = articles.day
    and ledger.article_id = articles.article_id
left join openings
    on ledger.day = openings.day
    and ledger.article_id = openings.article_id
where
    ledger.day between getvariable('first') and getvariable('last')
    and ledger.state = getvariable('state')
    and contains(
        lower(concat_ws(' ', ledger.origin, ledger.reason, articles.title, articles.source)),
        lower(getvariable('sought'))
    )
order by
    ledger.day,
    regexp_replace(ledger.origin, '#\d+$', ''),
    try_cast(regexp_extract(ledger.origin, '#(\d+)$', 1) as bigint),
    ledger.record_id
limit getvariable('size')
offset getvariable('skip');
