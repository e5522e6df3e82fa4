"""Damage is undone, and what is whole stays whole."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.repair import STEPS, repair
from tests.casebook import cases

ANY = st.text(st.characters(exclude_categories=[]), max_size=60)
DAMAGED = st.text(st.sampled_from("aÃ©â€™Â£&;amp#39\r\n\x00\x85 \ufeffи̂ñ"), max_size=40)


@pytest.mark.parametrize("case", cases("repair"))
def test_each_damage_is_undone(case: dict[str, str]) -> None:
    assert repair(case["text"]) == case["expected"]


@given(ANY | DAMAGED)
def test_any_text_comes_out_clean(text: str) -> None:
    clean = repair(text)
    clean.encode("utf-8")
    assert not any(ord(character) < 32 and character not in "\n\t" for character in clean)


@given(ANY | DAMAGED)
def test_each_step_but_unescaping_done_twice_is_done_once(text: str) -> None:
    for step in STEPS:
        once: Any = step(text)
        if step.__name__ not in ("unescape_entities", "fix_mojibake"):
            assert step(once) == once


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"], exclude_characters="&")))
def test_plain_ascii_stays_as_it_is(text: str) -> None:
    assert repair(text) == text


def test_lone_and_paired_surrogates() -> None:
    assert repair("\ud83d\ude00 and \udc9d") == "😀 and �"


def test_runs_of_returns_end_one_line_or_many_and_come_back() -> None:
    assert repair("a\r\r\nb\r\rc\v\r\n") == "a\nb\n\nc\n\n"
    assert repair("\r" * 200_000 + "x") == "\n" * 200_000 + "x"
