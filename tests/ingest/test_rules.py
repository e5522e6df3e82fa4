"""`sources.toml` says what files do not say themselves, and is refused where it is wrong."""

import pytest

from tasks.errors import UserError
from tasks.ingest.parsers import read_fields
from tests.ingest.samples import OTHER, STORY, tarred


def fields_of(read, rules, *pairs):
    records = read("sources.toml", rules, *pairs)
    return [read_fields(row["media_type"], row["content"], row["origin_file"]) for row in records]


def test_a_separator_cuts_a_text_file_into_articles(read):
    rules = (
        '[[source]]\nfiles = "*.txt"\nseparator = "^={5,}$"\nsource = "Coastal Press; evening"\n'
    )
    first, second = fields_of(read, rules, "wire.txt", f"=====\n{STORY}\n======\n{OTHER}\n=====\n")
    assert (first.text.strip(), second.text.strip()) == (STORY, OTHER)
    assert first.source == "Coastal Press; evening"


def test_named_columns_win_over_guessed_ones(read):
    rules = '[[source]]\nfiles = "*.csv"\ncolumns = { text = "Artikel", title = "Zeile" }\nzone = "Europe/Paris"\n'
    (fields,) = fields_of(
        read,
        rules,
        "rows.csv",
        f"title,Zeile,body,Artikel\nwrong,Ferry,wrong,{STORY.replace(',', '')}\n",
    )
    assert (fields.title, fields.text) == ("Ferry", STORY.replace(",", ""))
    assert fields.zone == "Europe/Paris"


def test_the_first_entry_that_fits_holds_also_inside_archives(read):
    rules = '[[source]]\nfiles = "*.tar"\nsource = "One"\n[[source]]\nsource = "Two"\n'
    found = fields_of(read, rules, "a.tar", tarred("x.txt", STORY.encode()), "b.txt", OTHER)
    assert [fields.source for fields in found] == ["One", "Two"]


def test_a_named_encoding_is_used_where_the_bytes_are_no_utf_8(read):
    rules = '[[source]]\nencoding = "cp1251"\n'
    (fields,) = fields_of(read, rules, "a.txt", "Паром сел на мель у острова.".encode("cp1251"))
    assert fields.text == "Паром сел на мель у острова."
    assert (fields.encoding, fields.encoding_from) == ("cp1251", "declared")


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        ("[[source", "is not TOML"),
        ('[[source]]\ncolums = "x"', "says colums, which nothing reads"),
        ('[[source]]\ncolumns = { txt = "x" }', "says txt"),
        ('[[source]]\nzone = "Mars/Base"', "is no time zone"),
        ('[[source]]\nseparator = "("', "no regular expression"),
    ],
)
def test_a_wrong_rule_is_told_at_once(read, rules, reason):
    with pytest.raises(UserError, match=reason):
        read("sources.toml", rules, "a.txt", STORY)
