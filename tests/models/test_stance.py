"""Stance over a night's frames: who holds, who receives, in whose voice."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks import schemas
from tasks.articles.plain import read_plain
from tasks.models import stance
from tasks.models.stance_explain import explain
from tasks.models.stance_scenes import scenes
from tasks.watchlist import Target, Watchlist

SENTENCES = [
    "Talvania's navy and its partner Norvia on Friday declared a truce to begin at dawn.",
    "Norvian President Ivo Marek hailed the truce and thanked the mediators.",
    "The Harbour Council, an opposition group, said it supported the truce.",
    "Norvia will fight piracy in the straits, Marek said.",
    "Brannoch has long supported the islanders, and its ties with Norvia soured.",
    "It rained in the capital on Friday.",
]
NAMES = {
    "Talvania": "l1", "Norvia": "l2", "Ivo Marek": "p1", "Marek": "p1", "Harbour Council": "o1",
    "Brannoch": "l3",
}  # fmt: skip


def frames() -> dict[str, pd.DataFrame]:
    """One article as the stages before would hand it over."""
    text = " ".join(SENTENCES)
    segments, mentions, start = [], [], 0
    for number, sentence in enumerate(SENTENCES):
        identity = f"a1:{number}"
        segments.append(("a1", identity, "body", 0, number, start, start + len(sentence), sentence))
        seen: list[tuple[int, int]] = []
        for name, actor in sorted(NAMES.items(), key=lambda item: -len(item[0])):
            at = sentence.find(name)
            if at >= 0 and not any(a <= at < b for a, b in seen):
                seen.append((at, at + len(name)))
                mentions.append(
                    ("a1", identity, start + at, start + at + len(name), name, "ORG", actor, None)
                )
        start += len(sentence) + 1
    quote = "Norvia will fight piracy in the straits"
    at, speaker = text.find(quote), text.find("Marek said")
    quotes = [(
        "a1:q0", "a1", at, at + len(quote), quote, "said", speaker + 6, speaker + 10, "said", "Marek",
        speaker, speaker + 5, "p1", "indirect", "name",
    )]  # fmt: skip
    actors = [(actor, name, "ORG", [], 1) for name, actor in NAMES.items() if name != "Marek"]
    return {
        "articles": pd.DataFrame([("a1", "en", text)], columns=["article_id", "language", "text"]),
        "segments": _frame(segments, ["article_id", "segment_id", "role", "section", "paragraph", "char_start", "char_end", "text"]),
        "quotes": _frame(quotes, [n for n in schemas.TABLES["quotes"].names if n not in ("day", "stage_version")]),
        "mentions": _frame(mentions, ["article_id", "segment_id", "char_start", "char_end", "text", "type", "actor_id", "role"]),
        "actors": _frame(actors, ["actor_id", "name", "type", "aliases", "mentions"]),
        "pronouns": _frame([], ["article_id", "segment_id", "char_start", "char_end", "text", "actor_id"]),
    }  # fmt: skip


def _frame(rows: list[tuple[object, ...]], columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=columns)


@pytest.fixture(scope="module")
def judged() -> pd.DataFrame:
    return stance.judge(**frames(), watchlist=Watchlist((Target("w1", "piracy"),)))


def test_rows_match_the_schema(judged: pd.DataFrame) -> None:
    assert list(judged.columns) == stance.COLUMNS
    assert judged["stance_id"].is_unique
    assert judged[["p_favour", "p_against", "p_neutral"]].sum(axis=1).to_numpy() == pytest.approx(1)


@pytest.mark.parametrize(
    ("holder", "target", "label"),
    [
        ("Ivo Marek", "the truce", "favour"),
        ("Harbour Council", "the truce", "favour"),
        ("Norvia", "piracy", "against"),
    ],
)
def test_who_stands_where(judged: pd.DataFrame, holder: str, target: str, label: str) -> None:
    found = judged[(judged["holder"] == holder) & (judged["target"] == target)]
    assert list(found["label"]) == [label]


def test_spans_point_at_what_they_say(judged: pd.DataFrame) -> None:
    text = frames()["articles"]["text"][0]
    for row in judged.itertuples():
        assert text[row.char_start : row.char_end] == row.evidence
        assert row.char_start <= row.target_start < row.target_end <= row.char_end


def test_watched_targets_carry_their_id(judged: pd.DataFrame) -> None:
    assert set(judged.loc[judged["target"] == "piracy", "target_id"]) == {"w1"}


def test_nobody_stands_where_nothing_is_said(judged: pd.DataFrame) -> None:
    assert not judged["evidence"].str.startswith("It rained").any()


def test_only_english_gets_labels() -> None:
    foreign = frames()
    foreign["articles"]["language"] = "fr"
    assert stance.judge(**foreign, watchlist=Watchlist()).empty


def test_empty_frames_give_an_empty_table() -> None:
    nothing = {name: frame.iloc[:0] for name, frame in frames().items()}
    found = stance.judge(**nothing, watchlist=Watchlist())
    assert found.empty
    assert list(found.columns) == stance.COLUMNS


def test_row_order_of_the_input_does_not_matter(judged: pd.DataFrame) -> None:
    mixed = {name: frame.sample(frac=1, random_state=1) for name, frame in frames().items()}
    again = stance.judge(**mixed, watchlist=Watchlist((Target("w1", "piracy"),)))
    key = ["segment_id", "holder", "target", "label"]
    assert set(again[key].itertuples(index=False)) == set(judged[key].itertuples(index=False))


def test_a_row_is_explained_by_its_words(judged: pd.DataFrame) -> None:
    row = judged[judged["target"] == "the truce"].iloc[0].to_dict()
    told = explain(row)
    assert "[T the truce]" in told.marked
    assert sum(told.chances.values()) == pytest.approx(1)
    assert told.chances["favour"] == pytest.approx(row["p_favour"], abs=1e-4)
    assert told.features


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_passes_through(before: str, after: str) -> None:
    text = f"{before} Ambler condemned Ferrow {after}"
    shard = frames()
    shard["articles"] = shard["articles"].assign(text=text)
    shard["segments"] = (
        shard["segments"].iloc[:1].assign(text=text, char_start=0, char_end=len(text))
    )
    places = [(text.index(name), text.index(name) + 6, name) for name in ("Ambler", "Ferrow")]
    shard["mentions"] = pd.DataFrame(
        [("a1", "a1:0", start, end, name, "PER", f"p{name}", None) for start, end, name in places],
        columns=list(shard["mentions"].columns),
    )
    found = stance.judge(**shard, watchlist=Watchlist((Target("w", "Ferrow"),)))
    assert ((found["target_start"] >= 0) & (found["target_end"] <= len(text))).all()


def test_the_state_beside_a_party_stands_for_nobody() -> None:
    sentence = "Senator Oda Holm (R-Norvia) said she would oppose the truce."
    at, state = sentence.find("Oda Holm"), sentence.find("Norvia")
    body = pd.DataFrame(
        [("a1", "a1:0", 0, sentence)], columns=["article_id", "segment_id", "char_start", "text"]
    )
    mentions = _frame(
        [("a1:0", at, at + 8, "Oda Holm", "p1"), ("a1:0", state, state + 6, "Norvia", "l1")],
        ["segment_id", "char_start", "char_end", "text", "actor_id"],
    )
    quotes = frames()["quotes"].iloc[:0]
    pronouns = frames()["pronouns"]
    found = scenes(body, quotes, mentions, pronouns, Watchlist(()), Always())
    assert [name.name for name in found[0].names] == ["Oda Holm"]


class Always:
    """A look that lets every sentence pass."""

    def passing(self, texts: list[str], anyway: object) -> list[int]:
        return list(range(len(texts)))


def test_a_pronoun_stands_for_whom_it_means() -> None:
    text = "Ana Lund came to Varn on Monday. She condemned David Holm. Sarah Reed praised her on Friday."
    articles, found = read_plain([text])
    rows = stance.judge(articles, *found, Watchlist())
    told = {(row.holder, row.target, row.label) for row in rows.itertuples()}
    assert ("Ana Lund", "David Holm", "against") in told
    assert ("Sarah Reed", "Ana Lund", "favour") in told
