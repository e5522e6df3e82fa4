-- The part as a share of the whole; null, not an error, where the whole is nothing.
create or replace macro share(part, whole) as
    part / nullif(whole, 0);

-- Tests
select share(1, 4) = 0.25 as a_quarter;
select share(1, 0) is null as of_nothing;
