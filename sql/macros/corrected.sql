-- What `hits` of label k among `tries` gold rows of one stratum tell of the share of k in it: the mean
-- and variance of a Dirichlet posterior, the prior weight of one row spread over `kinds` labels
-- (Perks 1947, J. Inst. Actuaries 73:285–334). With no gold row the share is 1/kinds, and wide.
create or replace macro rate_mean(hits, tries, kinds) as
    (coalesce(hits, 0) + 1.0 / kinds) / (coalesce(tries, 0) + 1.0);

create or replace macro rate_variance(hits, tries, kinds) as
    rate_mean(hits, tries, kinds) * (1 - rate_mean(hits, tries, kinds))
    / (coalesce(tries, 0) + 2.0);

-- The variance of how many of `size` rows of the stratum are k: what is unknown of the share, and
-- the rows' own chance.
create or replace macro count_variance(size, hits, tries, kinds) as
    size * size * rate_variance(hits, tries, kinds)
    + size * (
        rate_mean(hits, tries, kinds) * (1 - rate_mean(hits, tries, kinds))
        - rate_variance(hits, tries, kinds)
    );

-- Tests
select rate_mean(null, null, 4) = 0.25 as nothing_known;
select abs(rate_mean(90, 100, 3) - 0.8944) < 0.0001 as near_the_share;
select rate_variance(0, 100, 3) > 0 as never_certain;
select count_variance(10, 0, 0, 2) > count_variance(10, 5, 10, 2) as gold_narrows;
select abs(count_variance(1, 5, 10, 2) - 0.25) < 0.0001 as one_row_is_a_coin;
