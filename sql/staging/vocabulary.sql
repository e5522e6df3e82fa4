-- One row per word that a column of labels may hold.
-- Made from tasks/schemas.py, which is the one place where they are written down.
create or replace view vocabulary as
with

given as (

    select *
    from (values {{ vocabulary }}) as words (place, word)

)

select * from given;
