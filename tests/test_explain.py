"""Why a row says what it says: every chance it was weighed with, and what to ask where there is none."""

import pytest

from tasks.errors import DataError
from tasks.explain import explain
from tasks.models import claims
from tasks.schemas import RELATIONS
from tests.sql.night import NIGHT, write

CLAIM = "The harbour wall was breached"
STORY = ["The harbour wall was breached on Friday.", "Mayor Lena Brandt saw the breach herself."]


@pytest.fixture
def snapshot(tmp_path, monkeypatch):
    """A night of one article with a topic and a claim, as the live model tells it."""
    monkeypatch.setattr("tasks.explain.manifests", lambda root: [{"day": NIGHT}])
    segments = [
        {"segment_id": f"s{n}", "article_id": "a", "role": "body", "text": text}
        for n, text in enumerate(STORY)
    ]
    write(tmp_path, NIGHT, "segments", segments)
    write(tmp_path, NIGHT, "topics", [{"article_id": "a", "code": "medtop:1"}])
    write(tmp_path, NIGHT, "stances", [])
    claimed(tmp_path)
    return tmp_path


def claimed(root, **changes):
    chances = claims.relations(CLAIM, STORY)
    likeliest = max(chances, key=chances.__getitem__)
    row = {
        "article_id": "a", "claim_id": "wall", "claim": CLAIM, "relation": likeliest,
        "probability": chances[likeliest], "decided": True, "evidence": STORY[0],
        "model_id": claims.live().bundle.model_id,
    }  # fmt: skip
    write(root, NIGHT, "claims", [row | changes])
    return row | changes


def test_a_claim_is_explained_with_all_four_chances(snapshot):
    row = claimed(snapshot)
    found = explain(snapshot, "a/wall")
    assert list(found["probabilities"]) == list(RELATIONS)
    assert sum(found["probabilities"].values()) == pytest.approx(1)
    assert found["probabilities"][row["relation"]] == pytest.approx(row["probability"], abs=1e-3)


def test_chances_that_the_row_does_not_bear_out_are_not_told(snapshot):
    row = claimed(snapshot, probability=0.31, model_id="claims/gone")
    found = explain(snapshot, "a/wall")
    assert found["probabilities"] == {row["relation"]: pytest.approx(0.31)}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("a/wal", "article a has no topic or claim 'wal'; it has a/medtop:1, a/wall"),
        ("b/wall", "select article_id || '/' || code as row, name from topics"),
        ("b", "select stance_id, evidence from stances"),
    ],
)
def test_what_is_not_there_is_told_with_what_to_ask(snapshot, asked, said):
    with pytest.raises(DataError) as error:
        explain(snapshot, asked)
    assert said in str(error.value)
