"""The light parser: offsets, trees, and the same answer whoever shares the batch."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.text.syntax import LONGEST, Parse, parse, tokens

SENTENCES = [
    "The council praised the plan.",
    "The plan was praised by the council, which had asked for it.",
    "She didn't back the mayor.",
    "Who knows?",
    "Norvian President Ivo Marek hailed the truce and thanked the mediators.",
    "",
    "Talks between Norvia and Talvania, the two largest exporters of tin, will resume on Monday after a pause of six weeks.",
]


def relations(found: Parse) -> dict[str, str]:
    return dict(zip(found.words, found.relations, strict=True))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The council praised the plan.", {"council": "nsubj", "praised": "root", "plan": "obj"}),
        ("The plan was praised by Ann.", {"plan": "nsubj:pass", "was": "aux:pass", "Ann": "obl:agent"}),
        ("She did not back the mayor.", {"She": "nsubj", "not": "advmod", "mayor": "obj"}),
        ("Ann's plan failed.", {"Ann": "nmod:poss", "plan": "nsubj"}),
        ("He wants to fight the ban.", {"fight": "xcomp", "ban": "obj"}),
    ],
)  # fmt: skip
def test_plain_sentences_are_read_right(sentence: str, expected: dict[str, str]) -> None:
    found = relations(parse([sentence])[0])
    assert {word: found[word] for word in expected} == expected


def test_the_batch_does_not_matter() -> None:
    together = parse(SENTENCES * 40)
    assert together[: len(SENTENCES)] == [parse([sentence])[0] for sentence in SENTENCES]


def test_contractions_are_parted_and_offsets_kept() -> None:
    text = "They can't, and “won’t”, say."
    words, starts, ends = tokens(text)
    assert [text[a:b] for a, b in zip(starts, ends, strict=True)] == words
    assert "n't" in words


def test_an_endless_sentence_is_read_to_its_limit() -> None:
    [found] = parse(["word " * 1000])
    assert len(found.words) == len(found.heads) == 1000
    assert set(found.heads[LONGEST:]) == {-1}


@given(st.text(max_size=80))
def test_any_text_gives_one_tree(text: str) -> None:
    [found] = parse([text])
    assert [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)] == found.words
    read = found.heads[:LONGEST]
    assert all(-1 <= head < len(found.words) and head != i for i, head in enumerate(read))
    assert not read or read.count(-1) == 1
    for token in range(len(read)):
        seen = set()
        while token >= 0:
            assert token not in seen
            seen.add(token)
            token = found.heads[token]
