"""The directed lexicon finds who holds and who receives."""

import pytest

from tasks.models.stance_lexicon import entries, inflected
from tasks.models.stance_predicates import predications
from tasks.models.stance_reading import read
from tests.models.trees import tree

ACTIVE = tree(
    ("Ann", "NNP", 1, "nsubj"), ("praised", "VBD", -1, "root"), ("Bob", "NNP", 1, "obj"),
    ("and", "CC", 4, "cc"), ("Cleo", "NNP", 2, "conj"),
)  # fmt: skip
PASSIVE = tree(
    ("Bob", "NNP", 2, "nsubj:pass"), ("was", "VBD", 2, "aux:pass"), ("condemned", "VBN", -1, "root"),
    ("by", "IN", 4, "case"), ("Ann", "NNP", 2, "obl:agent"),
)  # fmt: skip
RELATIVE = tree(
    ("The", "DT", 1, "det"), ("plan", "NN", -1, "root"), ("that", "IN", 4, "mark"),
    ("Ann", "NNP", 4, "nsubj"), ("opposes", "VBZ", 1, "acl:relcl"),
)  # fmt: skip
REFUSED = tree(
    ("Ann", "NNP", 1, "nsubj"), ("refused", "VBD", -1, "root"), ("to", "TO", 3, "mark"),
    ("back", "VB", 1, "xcomp"), ("Bob", "NNP", 3, "obj"),
)  # fmt: skip
DENIED = tree(
    ("Ann", "NNP", 3, "nsubj"), ("did", "VBD", 3, "aux"), ("not", "RB", 3, "advmod"),
    ("condemn", "VB", -1, "root"), ("Bob", "NNP", 3, "obj"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "word", "polarity", "holders", "targets", "negated"),
    [
        (ACTIVE, "praised", 1, ["Ann"], ["Bob", "Cleo"], ""),
        (PASSIVE, "condemned", -1, ["Ann"], ["Bob"], ""),
        (RELATIVE, "opposes", -1, ["Ann"], ["plan"], ""),
        (REFUSED, "back", 1, ["Ann"], ["Bob"], "refuse"),
        (DENIED, "condemn", -1, ["Ann"], ["Bob"], "not"),
    ],
)
def test_arguments_follow_the_grammar(sentence, word, polarity, holders, targets, negated) -> None:
    words = sentence.parse.words
    [found] = [p for p in predications(sentence) if words[p.token] == word]
    assert found.polarity == polarity
    assert [words[t] for t in found.holders] == holders
    assert [words[t] for t in found.targets] == targets
    assert found.negated == negated


@pytest.mark.parametrize(
    ("base", "form"),
    [("condemn", "condemned"), ("back", "backing"), ("deny", "denies"), ("fight", "fought"),
     ("snub", "snubbed"), ("embrace", "embracing"), ("bash", "bashes"), ("veto", "vetoed")],
)  # fmt: skip
def test_verbs_are_known_in_all_their_forms(base: str, form: str) -> None:
    assert form in inflected(base)
    assert form in entries()


def test_no_word_is_both_support_and_attack_in_one_reading() -> None:
    for word, readings in entries().items():
        seen: dict[tuple[str, frozenset[str]], int] = {}
        for reading in readings:
            key = (reading.kind, reading.targets)
            assert seen.setdefault(key, reading.polarity) == reading.polarity, word


@pytest.mark.parametrize(
    ("text", "word", "holders", "negated"),
    [
        ("Ambler stopped supporting Ferrow.", "supporting", ["ambler"], "refuse"),
        ("Ambler did not stop supporting Ferrow.", "supporting", ["ambler"], ""),
        ("Ambler stopped short of endorsing Ferrow.", "endorsing", ["short"], "not"),
        ("Ambler withdrew her support for Ferrow.", "support", ["her", "ambler"], "refuse"),
        ("Ambler warned against supporting Ferrow.", "supporting", ["ambler"], "refuse"),
        ("Ferrow was accused of bias by Ambler.", "accused", ["ambler"], ""),
        ("Ferrow was accused of bias by the river.", "accused", [], ""),
        ("Ambler is against Ferrow.", "against", ["ambler"], ""),
        ("Ambler, an admirer of Ferrow, left.", "admirer", ["admirer", "ambler"], ""),
    ],
)
def test_who_holds_and_what_turns_it(text, word, holders, negated) -> None:
    tree = read([text])[0].facts.tree
    [found] = {
        (p.holders, p.negated)
        for p in predications(tree)
        if tree.words[p.token] == word and "ferrow" in [tree.words[t] for t in p.targets]
    }
    assert [tree.words[t] for t in found[0]] == holders
    assert found[1] == negated


@pytest.mark.parametrize(
    ("text", "holders", "targets"),
    [
        ("Ferrow won the backing of Ambler.", ["Ambler"], ["Ferrow"]),
        ("The plan drew praise from Ambler.", ["Ambler"], ["plan"]),
        ("The mayor drew praise from Ambler for the plan.", ["Ambler"], ["plan"]),
        ("The bill faces opposition from Democrats.", ["Democrats"], ["bill"]),
        # Behind "of" only a name gives.
        ("Ferrow won approval of the deal.", ["Ferrow"], ["deal"]),
        ("Ambler expressed support for Ferrow.", ["Ambler"], ["Ferrow"]),
    ],
)
def test_who_gets_praise_is_not_who_gives_it(
    text: str, holders: list[str], targets: list[str]
) -> None:
    facts = read([text])[0].facts
    words = facts.tree.parse.words
    assert [[words[n] for n in p.holders] for p in facts.found] == [holders]
    assert [[words[n] for n in p.targets] for p in facts.found] == [targets]
