"""Why a row says what it says: its sentence, its model, its probabilities, what decided."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tasks.errors import DataError, UserError
from tasks.models import claims, features, topics
from tasks.models import stance_explain as stance
from tasks.night import partition
from tasks.snapshot import manifests

Row = dict[str, Any]
# A row of `claims` keeps one chance of four. The others are told anew, and only where code and
# model still tell that one as it stands in the row.
SAME = 0.005


def explain(snapshot: Path, row: str) -> dict[str, Any]:
    """The explanation of one row of `stances`, `topics` or `claims`.

    row: a stance_id; or an article_id, a slash, and a topic's code or a claim's id. Keys of the
    result: table, day, row (its columns), sentence, probabilities, model, features (pairs of name
    and weight, strongest first; a weight is what the feature adds to the label's score). Raises
    DataError where no published night has such a row.
    """
    article, _, label = row.partition("/")
    if not label:
        return _stance(_found(snapshot, "stances", row, stance_id=row))
    for table, key, told in (("topics", "code", _topic), ("claims", "claim_id", _claim)):
        rows = _rows(snapshot, table, article_id=article, **{key: label})
        if rows:
            return told(snapshot, rows[-1])
    raise _nothing_there(snapshot, row, article, label)


def told(found: dict[str, Any]) -> str:
    """The explanation as lines for a terminal."""
    shown = ", ".join(f"{name} {chance:.2f}" for name, chance in found["probabilities"].items())
    decided = "decided" if found["row"]["decided"] else "undecided: do not believe the label"
    lines = [
        f"{found['table']} of {found['day']}: {found['label']} ({decided})",
        f"  sentence       {found['sentence']}",
        f"  probabilities  {shown}",
        f"  model          {found['model']}",
        "  what decided",
    ]
    return "\n".join(
        [*lines, *(f"    {weight:+8.3f}  {name}" for name, weight in found["features"])]
    )


def _stance(row: Row) -> dict[str, Any]:
    made = stance.explain(row)
    chances = {label: row[f"p_{label}"] for label in ("favour", "against", "neutral")}
    label = f"{row['holder'] or 'the author'} → {row['target']}: {row['label']}"
    return _explained("stances", row, label, made.marked, chances, made.features)


def _topic(snapshot: Path, row: Row) -> dict[str, Any]:
    day, article = row["day"], row["article_id"]
    found = _table(snapshot, "articles", day, article_id=article).to_pandas()
    segments = _table(snapshot, "segments", day, article_id=article).to_pandas()
    [title] = _table(snapshot, "articles", day, article_id=article)["title"].to_pylist()
    read = {"title": title, "text": features.bodies(found, segments)[0]}
    # A second-level topic is the nearest by words; what decided is the topic above it.
    weights = topics.explain(read, row["code"] if row["level"] == 1 else None)
    chances = {row["name"]: row["probability"]}
    shown = title or read["text"].strip().partition("\n")[0]
    return _explained("topics", row, row["name"], shown, chances, weights)


def _claim(snapshot: Path, row: Row) -> dict[str, Any]:
    segments = _rows(snapshot, "segments", row["day"], article_id=row["article_id"])
    sentences = [s["text"] for s in segments if s["role"] in claims.STORY_ROLES]
    model = _model_of(row)
    weights = claims.explain(row["claim"], sentences, model=model)
    chances = claims.relations(row["claim"], sentences, model)
    if abs(chances[row["relation"]] - row["probability"]) > SAME:
        chances = {row["relation"]: row["probability"]}
    label = f"{row['relation']}: {row['claim']}"
    return _explained("claims", row, label, row["evidence"], chances, weights)


def _model_of(row: Row) -> claims.Model | None:
    """The model that judged a claim; None, for the live one, where it is not here any more."""
    try:
        return claims.of_version(row["model_id"])
    except UserError:
        return None


def _explained(
    table: str, row: Row, label: str, sentence: str | None, chances: dict[str, float], weights: Any
) -> dict[str, Any]:
    return {
        "table": table,
        "day": str(row["day"]),
        "label": label,
        "sentence": sentence,
        "probabilities": chances,
        "model": row["model_id"],
        "features": [(str(name), float(weight)) for name, weight in weights],
        "row": row,
    }


def _found(snapshot: Path, table: str, asked: str, **where: str) -> Row:
    rows = _rows(snapshot, table, **where)
    if not rows:
        raise _nothing(asked)
    return rows[-1]


def _nothing_there(snapshot: Path, asked: str, article: str, label: str) -> DataError:
    """What to ask instead of a topic or claim that is not there: the article's own, or all."""
    names = [row["code"] for row in _rows(snapshot, "topics", article_id=article)]
    names += [row["claim_id"] for row in _rows(snapshot, "claims", article_id=article)]
    if names:
        there = ", ".join(sorted(f"{article}/{name}" for name in set(names)))
        return DataError(f"article {article} has no topic or claim {label!r}; it has {there}")
    return DataError(
        f"no row {asked!r} in topics or claims; find one with `nightdesk sql \"select article_id || '/' || "
        'code as row, name from topics"`, for claims claim_id and relation'
    )


def _nothing(asked: str) -> DataError:
    return DataError(
        f'no row {asked!r} in stances; find one with `nightdesk sql "select stance_id, evidence from '
        'stances"`; a topic is ARTICLE_ID/CODE, a claim ARTICLE_ID/CLAIM_ID'
    )


def _rows(snapshot: Path, table: str, day: Any = None, **where: str) -> list[Row]:
    days = [day] if day else [manifest["day"] for manifest in manifests(snapshot)]
    return [row for d in days for row in _table(snapshot, table, d, **where).to_pylist()]


def _table(snapshot: Path, table: str, day: Any, **where: str) -> pa.Table:
    filters = [(name, "=", value) for name, value in where.items()]
    return pq.read_table(snapshot / partition(table, day), filters=filters)
