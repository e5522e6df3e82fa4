"""Phrases are found whole, in all their forms, with whom they set against whom."""

import pytest

from tasks import lexicons
from tasks.models.stance_connoted import connoted
from tasks.models.stance_phrases import parties, phrases
from tasks.models.stance_reading import read
from tasks.models.stance_tree import Tree
from tests.models.trees import tree

CALLED_OUT = tree(
    ("Ann", "NNP", 1, "nsubj"), ("called", "VBD", -1, "root"), ("Bob", "NNP", 1, "obj"),
    ("out", "RP", 1, "compound:prt"),
)  # fmt: skip
PASSIVE = tree(
    ("Bob", "NNP", 2, "nsubj:pass"), ("was", "VBD", 2, "aux:pass"), ("called", "VBN", -1, "root"),
    ("out", "RP", 2, "compound:prt"), ("by", "IN", 5, "case"), ("Ann", "NNP", 2, "obl:agent"),
)  # fmt: skip
WEIGHT = tree(
    ("Ann", "NNP", 1, "nsubj"), ("threw", "VBD", -1, "root"), ("her", "PRP$", 3, "nmod:poss"),
    ("weight", "NN", 1, "obj"), ("behind", "IN", 5, "case"), ("Bob", "NNP", 1, "obl"),
)  # fmt: skip
FIRE = tree(
    ("Ann", "NNP", 1, "nsubj"), ("came", "VBD", -1, "root"), ("under", "IN", 3, "case"),
    ("fire", "NN", 1, "obl"), ("from", "IN", 5, "case"), ("Bob", "NNP", 1, "obl"),
)  # fmt: skip
HALL = tree(
    ("Ann", "NNP", 1, "nsubj"), ("called", "VBD", -1, "root"), (",", ",", 1, "punct"),
    ("out", "RB", 4, "advmod"), ("of", "IN", 5, "case"), ("breath", "NN", 1, "obl"),
)  # fmt: skip


def words(sentence: Tree, tokens: list[int]) -> list[str]:
    return [sentence.words[token] for token in tokens]


@pytest.mark.parametrize(
    ("sentence", "phrase", "first", "second"),
    [
        (CALLED_OUT, "call out", ["ann"], ["bob"]),
        (PASSIVE, "call out", ["ann"], ["bob"]),
        (WEIGHT, "throw weight behind", ["ann"], ["bob"]),
        (FIRE, "come under fire from", ["bob"], ["ann"]),
    ],
)
def test_a_phrase_has_its_parties(
    sentence: Tree, phrase: str, first: list[str], second: list[str]
) -> None:
    [found] = phrases(sentence)
    assert " ".join(found.phrase.words) == phrase
    one, other, _ = parties(sentence, found)
    assert (words(sentence, one), words(sentence, other)) == (first, second)


def test_no_phrase_reaches_over_a_comma() -> None:
    assert phrases(HALL) == []


def test_the_words_of_a_phrase_are_not_read_by_themselves() -> None:
    [found] = connoted(WEIGHT)
    assert found.stance > 0
    assert words(WEIGHT, list(found.second)) == ["bob"]


def test_denied_phrases_weigh_less_and_the_other_way() -> None:
    plain, denied = (
        next(c.stance for c in read([text])[0].facts.connoted if c.stance)
        for text in ("Ferrow lashed out at Ambler.", "Ferrow never lashed out at Ambler.")
    )
    assert plain < 0 < denied < -plain


def test_the_lexicon_is_whole() -> None:
    rows = lexicons.rows("phrases")
    assert len({row["phrase"] for row in rows}) == len(rows)
    for row in rows:
        assert len(row["phrase"].replace("…", "").split()) >= 2
        numbers = [row[name] for name in ("light", "stance", "holder", "target")]
        assert any(numbers)
        assert all(-2 <= int(number) <= 2 for number in numbers if number)
