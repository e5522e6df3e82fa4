-- The first `size` code points of a text on one line, with an ellipsis where something was cut.
create or replace macro excerpt(whole, size) as
    case
        when length(regexp_replace(trim(whole), '\s+', ' ', 'g')) <= size
            then regexp_replace(trim(whole), '\s+', ' ', 'g')
        else rtrim(left(regexp_replace(trim(whole), '\s+', ' ', 'g'), size - 1)) || '…'
    end;

-- Tests
select excerpt('short', 10) = 'short' as left_alone;
select excerpt(e'two\n\nlines', 20) = 'two lines' as on_one_line;
select excerpt('a longer sentence', 9) = 'a longer…' as cut;
select excerpt(null, 9) is null as of_nothing;
