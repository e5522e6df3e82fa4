-- warn
-- A decided stance bears the label its model found likeliest.
select
    stance_id,
    label,
    p_favour,
    p_against,
    p_neutral
from stances
where
    day = getvariable('day')
    and decided
    and case label
        when 'favour' then p_favour
        when 'against' then p_against
        else p_neutral
    end + 0.000001 < greatest(p_favour, p_against, p_neutral);
