"""`sources.toml` says what files do not say themselves, and is refused where it is wrong."""

import pytest

from tasks.errors import UserError
from tasks.ingest import child
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


def test_a_separator_that_takes_too_long_is_told(read, monkeypatch):
    monkeypatch.setattr(child, "_child", lambda: busy)
    busy = child.Child(cpu_seconds=1.0)
    rules = '[[source]]\nseparator = "(a+)+$"\n'
    with pytest.raises(UserError, match=r"separator '\(a\+\)\+\$' takes over 1 s to parse; write"):
        read("sources.toml", rules, "a.txt", f"{'a' * 45}b\n\n{STORY}")
    rules = rules.replace("(a+)+$", "^a+b$")
    assert len(read("sources.toml", rules, "a.txt", f"{STORY}\n{'a' * 45}b\n\n{OTHER}")) == 2
    busy.stop()


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


def test_a_folder_below_may_have_its_own_file_which_comes_first(read):
    above = '[[source]]\nsource = "Above"\n'
    below = '[[source]]\nfiles = "*.txt"\nsource = "Below"\n'
    found = fields_of(
        read, above,
        "port/sources.toml", below,
        "a.txt", f"{STORY} A", "port/b.txt", f"{STORY} B", "port/old/c.txt", f"{STORY} C",
        "port/d.md", f"{STORY} D", "portal/e.txt", f"{STORY} E",
    )  # fmt: skip
    assert {fields.text[-1]: fields.source for fields in found} == {
        "A": "Above", "B": "Below", "C": "Below", "D": "Above", "E": "Above",
    }  # fmt: skip


def test_the_nearest_of_three_files_holds(read):
    found = fields_of(
        read, '[[source]]\nsource = "One"\n',
        "a/sources.toml", '[[source]]\nsource = "Two"\n',
        "a/b/sources.toml", '[[source]]\nsource = "Three"\n',
        "a/b/c.txt", STORY,
    )  # fmt: skip
    assert [fields.source for fields in found] == ["Three"]


def test_a_file_of_rules_in_a_hidden_folder_is_not_read(read):
    (row,) = read(".old/sources.toml", "[[source", "a.txt", STORY)
    assert row["reason"] is None


def test_a_wrong_file_below_is_told_as_one_above_is(read):
    with pytest.raises(UserError, match=r"port/sources.toml is not TOML"):
        read("port/sources.toml", "[[source", "a.txt", STORY)


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        ("[[source", "is not TOML"),
        ('[[source]]\ncolums = "x"', "says colums, which nothing reads"),
        ('[[source]]\ncolumns = { txt = "x" }', "says txt"),
        ('[[source]]\nzone = "Mars/Base"', "is no time zone"),
        ('[[source]]\nencoding = "rot13"', "rot13 is no encoding"),
        ('[[source]]\nencoding = "base64"', "base64 is no encoding"),
        ('[[source]]\nencoding = "utf-9"', "utf-9 is no encoding"),
        ('[[sources]]\nzone = "UTC"', "says sources: head each entry"),
        ('[[source]]\nseparator = "("', "no regular expression"),
    ],
)
def test_a_wrong_rule_is_told_at_once(read, rules, reason):
    with pytest.raises(UserError, match=reason):
        read("sources.toml", rules, "a.txt", STORY)
