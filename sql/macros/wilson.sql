-- The ends of the 95 % interval for a share of `hits` among `tries`
-- (Wilson 1927, JASA 22:209–212; z = 1.96). Null where nothing was tried.
create or replace macro wilson_low(hits, tries) as
    (
        hits + 1.96 * 1.96 / 2
        - 1.96 * sqrt(hits * (tries - hits) / nullif(tries, 0) + 1.96 * 1.96 / 4)
    ) / (nullif(tries, 0) + 1.96 * 1.96);

create or replace macro wilson_high(hits, tries) as
    (
        hits + 1.96 * 1.96 / 2
        + 1.96 * sqrt(hits * (tries - hits) / nullif(tries, 0) + 1.96 * 1.96 / 4)
    ) / (nullif(tries, 0) + 1.96 * 1.96);

-- Tests
select abs(wilson_low(5, 10) - 0.2366) < 0.0001 as half_of_ten_from;
select abs(wilson_high(5, 10) - 0.7634) < 0.0001 as half_of_ten_to;
select abs(wilson_low(0, 10)) < 0.0001 as none_starts_at_nought;
select abs(wilson_high(10, 10) - 1) < 0.0001 as all_end_at_one;
select wilson_low(0, 0) is null as nothing_tried;
