"""Text from outside is shown, never run, and its spans are marked where they stand."""

from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.brief.marks import clean, excerpt, marked, web_address

SENTENCE = "Commander Dunn condemned the Lantern Men on Friday."


def stance(sentence: str = SENTENCE, **changes: Any) -> dict[str, Any]:
    row = {
        "evidence": sentence, "char_start": 100, "cue": "condemned",
        "holder_start": 100, "holder_end": 114, "target_start": 125, "target_end": 140,
    }  # fmt: skip
    return {**row, **changes}


def test_holder_target_and_cue_are_marked_in_their_places() -> None:
    assert marked(stance()) == (
        '<mark class="holder">Commander Dunn</mark> <mark class="cue">condemned</mark> '
        '<mark class="target">the Lantern Men</mark> on Friday.'
    )


MARKS = [
    ("no holder", {"holder_start": None, "holder_end": None}, "holder"),
    ("holder in another sentence", {"holder_start": 20, "holder_end": 34}, "holder"),
    ("holder beyond the end", {"holder_start": 145, "holder_end": 190}, "holder"),
    ("holder over the target", {"holder_start": 120, "holder_end": 130}, "holder"),
    ("no target", {"target_start": None, "target_end": None}, "target"),
    ("no cue", {"cue": None}, "cue"),
    ("cue that is not there", {"cue": "praised"}, "cue"),
]


@pytest.mark.parametrize(("_case", "changes", "left_out"), MARKS, ids=[case[0] for case in MARKS])
def test_a_span_that_does_not_fit_is_left_out(
    _case: str, changes: dict[str, Any], left_out: str
) -> None:
    html = marked(stance(**changes))
    assert f'class="{left_out}"' not in html
    assert html.count("<mark") == 2
    assert html.striptags() == SENTENCE


class Reader(HTMLParser):
    """Keeps the tags and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.text(), st.integers(90, 160), st.integers(90, 160), st.text(max_size=5))
def test_no_sentence_brings_a_tag_of_its_own(sentence: str, start: int, end: int, cue: str) -> None:
    html = marked(stance(sentence, target_start=start, target_end=end, cue=cue))
    reader = Reader()
    reader.feed(str(html))  # or what it reads is escaped again
    reader.close()
    assert set(reader.tags) <= {"mark"}
    assert "".join(reader.text.split()) == "".join(clean(sentence).split())


@given(st.text(), st.integers(2, 50))
def test_an_excerpt_is_a_clean_short_line(text: str, size: int) -> None:
    line = excerpt(text, size)
    assert len(line) <= size
    assert line == clean(line)
    assert "\u202e" not in line


ADDRESSES = [
    ("https://courier.example/a?b=c#d", True),
    ("HTTP://courier.example/", True),
    ("javascript:alert(1)", False),
    (" java\nscript:alert(1)", False),
    ("data:text/html,<script>", False),
    ("//courier.example/a", False),
    ("/etc/passwd", False),
    ("http://[half", False),
    ("", False),
    (None, False),
]


@pytest.mark.parametrize(("address", "is_link"), ADDRESSES)
def test_only_web_addresses_become_links(address: str | None, is_link: bool) -> None:
    assert (web_address(address) is not None) == is_link
