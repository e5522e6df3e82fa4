"""A text's language, and how sure that is."""

import pytest

from tasks import lexicons
from tasks.text.language import Language, _identifier, find_language
from tests.casebook import cases

ENGLISH = "The ferry ran aground off the island on Monday evening, and the passengers were brought ashore by fishermen before the tide rose. "


@pytest.mark.parametrize("case", cases("languages"))
def test_the_language_of_a_few_sentences_is_found(case):
    assert find_language(case["text"]).code == case["expected"]


def test_the_probability_grows_with_what_there_is_to_read():
    found = [find_language(ENGLISH[:size]) for size in (30, 60, 130)]
    assert {language.code for language in found} == {"en"}
    probabilities = [language.probability for language in found]
    assert probabilities == sorted(probabilities)
    assert probabilities[0] < 0.95 < probabilities[-1] < 1.0


@pytest.mark.parametrize("text", ["", "1, 2, 3", "Yes.", "https://post.example/a 14:30", "— " * 99])
def test_what_holds_too_few_letters_is_of_no_known_language(text):
    assert find_language(text) == Language("und", 0.0)


def test_a_member_of_a_macrolanguage_goes_by_its_code():
    mixed = "يوم الجمعة the board closed the quay أغلقت الميناء"
    assert _identifier().classify(mixed)[0] == "ary"
    assert find_language(mixed).code == "ar"


def test_what_the_identifier_answers_is_iso_639_1_where_there_is_one():
    members = lexicons.mapping("language_members", "code", "language")
    assert set(members) <= set(_identifier().nb_classes)
    assert all(len(code) == 2 for code in members.values())


def test_a_text_goes_by_its_top_and_its_middle():
    german = (
        "Die Fähre lief am Montagabend vor der Insel auf Grund, und alle Fahrgäste kamen an Land. "
    )
    assert find_language("Foto: Bell\n" + german * 20 + ENGLISH).code == "de"
