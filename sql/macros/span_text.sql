-- The text of the span [span_start, span_end) in code points: what every row's evidence is.
create or replace macro span_text(whole, span_start, span_end) as
    substring(whole, span_start + 1, span_end - span_start);

-- Tests
select span_text('Peace at last', 0, 5) = 'Peace' as from_the_start;
select span_text('Peace at last', 9, 13) = 'last' as to_the_end;
select span_text('🕊🕊 peace', 3, 8) = 'peace' as counts_code_points_not_bytes;
select span_text('e' || chr(769) || 'tude', 2, 6) = 'tude' as counts_code_points_not_letters;
select span_text('Peace', 2, 2) = '' as empty_span;
