-- The name of a row that a person may label: the hash of its text, and where in it the row stands,
-- so that a label outlives a changed cut into sentences. A topic is a row of the whole text.
create or replace macro topic_row(text_sha256) as text_sha256;

create or replace macro claim_row(text_sha256, claim_id) as text_sha256 || ':' || claim_id;

create or replace macro stance_row(text_sha256, char_start, char_end, holder, holder_start, holder_end, target_start, target_end) as
    concat_ws(
        ':',
        text_sha256,
        char_start || '-' || char_end,
        coalesce(holder_start || '-' || holder_end, '@' || holder, 'author'),
        coalesce(target_start || '-' || target_end, '-')
    );

-- Half of all texts, by their hash, are kept for gold: rows are drawn from them at random only, and
-- what is labelled there measures a model and never teaches one.
create or replace macro kept_for_gold(text_sha256) as md5(text_sha256 || ':gold') < '8';

-- Tests
select stance_row('ab', 3, 40, null, null, null, 10, 18) = 'ab:3-40:author:10-18' as own_voice;
select stance_row('ab', 3, 40, 'Tov', 3, 6, 10, 18) = 'ab:3-40:3-6:10-18' as a_holder_who_stands_there;
select stance_row('ab', 3, 40, 'Tov', null, null, 10, 18) = 'ab:3-40:@Tov:10-18' as a_holder_from_before;
select topic_row('ab') = 'ab' as a_whole_text;
select claim_row('ab', 'wall') = 'ab:wall' as a_claim;
select count(*) filter (where kept_for_gold(range::varchar)) between 470 and 530 as about_half
from range(1000);
