"""Claims: articles are held against the watchlist, with the sentence to show for it."""

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.errors import UserError
from tasks.models import claim_examples, claim_features, claims
from tasks.models.claim_features import Claimed
from tasks.models.claim_text import Text
from tasks.schemas import RELATIONS
from tasks.watchlist import Claim, Watchlist

WATCHED = Watchlist(claims=(Claim("c1", "The Marravale dam collapsed and flooded the town"),))
STORY = [
    "The Marravale dam collapsed on Sunday night and flooded the town below it, officials said.",
    "Hundreds of people left their homes in the town.",
    "Engineers had warned that the dam was weak.",
]
ELSEWHERE = ["The orchestra opened its season with a new symphony.", "Tickets sold out in an hour."]


def night(*stories, language="en", role="body"):
    """Articles and segments of lists of sentences joined by blanks."""
    names = [f"a{n}" for n in range(len(stories))]
    rows = []
    for name, sentences in zip(names, stories, strict=True):
        start = 0
        for sentence in sentences:
            rows.append((name, role, sentence, start, start + len(sentence)))
            start += len(sentence) + 1
    columns = ["article_id", "role", "text", "char_start", "char_end"]
    articles = pd.DataFrame({"article_id": names, "language": language}, dtype=object)
    return articles, pd.DataFrame(rows, columns=columns)


def test_an_article_about_the_claim_gets_a_row_with_its_best_sentence():
    rows = claims.judge(*night(STORY, ELSEWHERE), WATCHED)
    assert list(rows.columns) == claims.COLUMNS
    assert rows["article_id"].tolist() == ["a0"]
    row = rows.iloc[0]
    assert row["relation"] != "unrelated"
    assert row["evidence"] == STORY[0]
    assert " ".join(STORY)[row["char_start"] : row["char_end"]] == row["evidence"]


@pytest.mark.parametrize(
    "frames", [night(STORY, language="fr"), night(STORY, role="caption"), night()]
)
def test_nothing_to_read_gives_no_rows(frames):
    rows = claims.judge(*frames, WATCHED)
    assert rows.empty
    assert list(rows.columns) == claims.COLUMNS


def test_an_empty_watchlist_gives_no_rows():
    assert claims.judge(*night(STORY), Watchlist()).empty


@given(st.text(max_size=60), st.lists(st.text(max_size=80), max_size=5))
def test_any_claim_meets_any_article(claim, sentences):
    values, best = claim_features.features(Claimed(claim), Text(sentences))
    assert values.shape == (len(claim_features.NAMES),)
    assert np.isfinite(values).all()
    assert 0 <= best <= max(len(sentences) - 1, 0)


def test_denials_of_both_sides_are_seen():
    claim = Claimed("Dam collapse is a hoax")
    denied = Text(["The story of the dam collapse is fake, the mayor said."])
    plain = Text(["The dam collapse killed nobody, the mayor said."])
    place = claim_features.NAMES.index("denials, claim and article")
    assert (
        claim_features.features(claim, denied)[0][place]
        > claim_features.features(claim, plain)[0][place]
    )


def test_an_explanation_names_features_by_weight():
    told = claims.explain(WATCHED.claims[0].text, STORY)
    assert {name for name, _ in told} <= set(claim_features.NAMES)
    assert told == sorted(told, key=lambda part: -abs(part[1]))


def test_labels_tell_the_manners_of_a_story():
    # One asserts, one denies, one only reports; the labels follow from that.
    manner = {"The dam fell": 0, "Dam story is a hoax": 1, "Report: dam may fall": 2}
    bodies = {
        "It fell, all saw it.": 0,
        "A fake, a hoax, nothing fell.": 1,
        "It is said to have fallen.": 2,
    }
    pairs = [(c, b) for c in range(3) for b in range(3)]
    label = [2 if 2 in pair else int(pair[0] != pair[1]) for pair in pairs]
    claim, body = (np.array(side) for side in zip(*pairs, strict=True))
    told = claim_examples.manners(
        claim_examples.Pairs(list(manner), list(bodies), claim, body, np.array(label))
    )
    assert [side.argmax(axis=1).tolist() for side in told] == [[0, 1, 2], [0, 1, 2]]


def test_related_pairs_tie_a_story_together_and_unrelated_do_not():
    claim, body, label = np.array([0, 1, 1]), np.array([0, 0, 1]), np.array([0, 2, 3])
    told = claim_examples.stories(claim_examples.Pairs(["a", "b"], ["x", "y"], claim, body, label))
    assert told[0][0] == told[0][1] == told[1][0] != told[1][1]


def pairs_of(*rows):
    """Pairs of rows of claim, body and label; bodies may say the same, as FNC-1's do."""
    claims = list(dict.fromkeys(claim for claim, _, _ in rows))
    return claim_examples.Pairs(
        claims,
        [body for _, body, _ in rows],
        np.array([claims.index(claim) for claim, _, _ in rows]),
        np.arange(len(rows)),
        np.array([RELATIONS.index(label) for _, _, label in rows]),
    )


def as_rows(pairs):
    return [
        (pairs.claims[claim], pairs.bodies[body], RELATIONS[label])
        for claim, body, label in zip(pairs.claim, pairs.body, pairs.label, strict=True)
    ]


def lines(path, *rows):
    told = [dict(zip(("claim", "text", "label", "id"), row, strict=False)) for row in rows]
    path.write_text("".join(json.dumps(row) + "\n" for row in told), encoding="utf-8")
    return path


def test_a_users_own_labels_stand_behind_the_pairs(tmp_path):
    known = [("The dam fell", "It fell.", "agree"), ("It rains", "It fell.", "unrelated")]
    own = [("The dam fell", "All saw it.", "agree", 7), ("The quay sank", "It fell.", "unrelated")]
    more = [("The quay sank", "No quay sank.", "disagree"), ("The quay sank", "It sank.", "agree")]
    files = [lines(tmp_path / "a.jsonl", *own), lines(tmp_path / "b.jsonl", *more)]
    both = claim_examples.with_own(pairs_of(*known), files)
    assert as_rows(both) == [*known, *(row[:3] for row in own), *more]
    assert both.claims == ["The dam fell", "It rains", "The quay sank"]
    of_claim, of_body = claim_examples.stories(both)
    assert of_claim[0] == of_body[0] == of_body[2] != of_claim[2] == of_body[3] == of_body[4]


def test_invented_stories_pair_each_headline_with_each_article(tmp_path):
    story = {name: [f"{name} head", f"{name} body"] for name in claim_examples.MANNERS}
    file = tmp_path / "stories.jsonl"
    file.write_text(json.dumps(story) + "\n")
    known = pairs_of(("The dam fell", "It fell.", "agree"))
    both = claim_examples.with_stories(known, file)
    rows = as_rows(both)
    assert rows[0] == ("The dam fell", "It fell.", "agree")
    assert both.real.tolist() == [True] + [False] * 9
    assert ("denies head", "denies body", "agree") in rows
    assert ("denies head", "asserts body", "disagree") in rows
    assert ("asserts head", "reports body", "discuss") in rows
    of_claim, of_body = claim_examples.manners(both)
    assert [both.claims[n] for n in np.flatnonzero(of_claim.argmax(axis=1) == 1)] == ["denies head"]
    assert of_body.argmax(axis=1).tolist()[1:] == [0, 1, 2]


def test_without_labels_the_pairs_are_as_they_were(tmp_path):
    known = [("The dam fell", "It fell.", "agree")]
    empty = tmp_path / "none.jsonl"
    empty.write_text("")
    for files in ([], [empty]):
        assert as_rows(claim_examples.with_own(pairs_of(*known), files)) == known


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"claim": "a", "text": "b", "label": "maybe"}\n', "row 1 has label 'maybe'; a label is one of agree, disagree"),
        ('{"claim": "a", "label": "agree"}\n', "no text; needs claim, text and label"),
        ('{"claim": "a", "text": "b", "label": "agree"}\n{"claim": "a", "text": "b"}\n', "row 2 has label nan"),
        ("claim,text,label\na,b,agree\n", "is not JSON Lines"),
    ],
)  # fmt: skip
def test_a_wrong_file_of_labels_is_refused_with_what_is_wrong(tmp_path, text, said):
    (tmp_path / "labels.jsonl").write_text(text)
    with pytest.raises(UserError, match=said):
        claim_examples.with_own(pairs_of(), [tmp_path / "labels.jsonl"])
