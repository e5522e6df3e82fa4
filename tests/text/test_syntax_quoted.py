"""A quotation that begins a sentence is parsed apart from who says it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.syntax import parse
from tasks.text.syntax_quoted import parse_quoted


@pytest.mark.parametrize(
    "text",
    [
        "“I oppose the treaty,” Jonas Keane said.",
        '"They will not sign the treaty," said the minister, who left at noon.',
        "“Who reads the treaty?” Ms. Keane asked on Monday.",
    ],
)
def test_what_is_said_hangs_below_the_verb_of_saying(text: str) -> None:
    found = parse_quoted([text])[0]
    assert [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)] == found.words
    said = next(at for at, word in enumerate(found.words) if word in ("said", "asked"))
    closing = max(at for at, word in enumerate(found.words) if word in ("”", '"'))
    treaty = found.words.index("treaty")
    verb = found.heads[treaty]
    assert verb < closing
    assert found.relations[verb] == "ccomp"
    assert found.heads[verb] == said


@pytest.mark.parametrize(
    "text",
    [
        "The minister said the treaty was dead.",
        "“The Long Winter” is a book.",
        "“We will not sign,” the paper's headline ran.",
        "“No,” she said.",
        "",
    ],
)
def test_other_sentences_are_read_as_they_were(text: str) -> None:
    assert parse_quoted([text]) == parse([text])


@given(st.lists(st.text(alphabet="ab “”,.'\"said ", max_size=40), max_size=4))
def test_every_text_comes_back_whole_and_in_order(texts: list[str]) -> None:
    for text, found in zip(texts, parse_quoted(texts), strict=True):
        assert [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)] == found.words
        size = len(found.words)
        assert all(-1 <= head < size for head in found.heads)
