-- Who speaks: the actor; else the words of a name; else an office or a group of that one piece, since
-- "the company" of two stories is two companies. Null for a pronoun that nobody is known for.
-- piece: the article's cluster, or the article where it was never linked.
create or replace macro speaker_id(actor_id, speaker, resolution, piece) as
    case
        when actor_id is not null then actor_id
        when resolution = 'name' then lower(speaker)
        when resolution <> 'pronoun' then lower(speaker) || ', ' || piece
    end;

-- Tests
select speaker_id('p1', 'He', 'pronoun', 'a1') = 'p1' as the_actor;
select speaker_id(null, 'Milo Lund', 'name', 'a1') = 'milo lund' as the_name;
select speaker_id(null, 'The company', 'role', 'a1') = 'the company, a1' as the_office_of_a_piece;
select speaker_id(null, 'He', 'pronoun', 'a1') is null as nobody;
