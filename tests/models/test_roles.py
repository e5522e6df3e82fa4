"""The role model: the same lines give the same weights, and a text's roles are its own."""

import numpy as np
import pytest

from tasks.models import roles, train_roles
from tasks.models.registry import Bundle
from tasks.models.roles import Lines
from tasks.schemas import ROLES

FURNITURE = np.array(sorted([roles.line_hash("Sign up for our letter")]), np.uint32)
STORY = "The council of Osterna voted late on Monday to close the old dam, the mayor said."
DOCUMENTS = [
    [STORY, "ADVERTISEMENT", f"{name} was there.", "Sign up for our letter"]
    for name in "ABCDEFGHIJ" * 4
]
TRUTH = np.array(
    [ROLES.index(role) for role in ("body", "boilerplate", "body", "boilerplate")] * 40
)


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return train_roles.fit(Lines(DOCUMENTS, FURNITURE), TRUTH)


def test_training_twice_gives_the_same_weights(bundle: Bundle) -> None:
    again = train_roles.fit(Lines(DOCUMENTS, FURNITURE), TRUTH)
    assert all(np.array_equal(bundle.arrays[name], again.arrays[name]) for name in bundle.arrays)


def test_probabilities_add_up(bundle: Bundle) -> None:
    lines = Lines(DOCUMENTS, FURNITURE)
    guess = roles.first(bundle, lines)
    assert guess.shape == (len(lines), len(ROLES))
    assert np.allclose(guess.sum(axis=1), 1)
    assert np.allclose(roles.second(bundle, lines, guess).sum(axis=1), 1)


def test_no_documents_and_empty_documents(bundle: Bundle) -> None:
    assert roles.label([], bundle) == []
    assert roles.label([[], [STORY], []], bundle) == [[], roles.label([[STORY]], bundle)[0], []]


def test_the_live_model_s_card_says_what_it_is_worth() -> None:
    card = roles.load(roles.TASK, roles.roles_features.VERSION).card
    assert card["scores"]["macro_f1"] >= 0.76
    assert card["scores"]["body_f1"] >= 0.985
