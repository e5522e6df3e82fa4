"""Builds the small desk of tests/cases/desk/nights.toml as Parquet tables by schema.

What a case leaves out is filled in by type, so that a case says only what it is about.
"""

import hashlib
import tomllib
from collections import defaultdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tasks.schemas import TABLES

CASES = Path(__file__).resolve().parents[1] / "cases" / "desk" / "nights.toml"
NIGHT = date(2026, 11, 20)
NIGHT_BEFORE = date(2026, 11, 19)
TOPICS = {"politics": "11000000", "environment": "06000000", "labour": "09000000"}
Rows = dict[str, list[dict[str, Any]]]


def build(root: Path) -> Path:
    """Write both nights below `root` as a staged desk lies; returns `root`."""
    for day, rows in nights().items():
        for table, found in rows.items():
            write(root, day, table, found)
    return root


def write(root: Path, day: date, table: str, rows: list[dict[str, Any]]) -> Path:
    """One partition of one table, replaced whole."""
    schema = TABLES[table]
    path = root / table / f"day={day:%Y-%m-%d}" / f"{table}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    filled = [{field.name: _filled(row, field, day) for field in schema} for row in rows]
    pq.write_table(pa.Table.from_pylist(filled, schema=schema), path, compression="zstd")
    return path


def nights() -> dict[date, Rows]:
    """The rows of every table, by night."""
    data = tomllib.loads(CASES.read_text(encoding="utf-8"))
    days: dict[date, Rows] = defaultdict(lambda: {name: [] for name in TABLES})
    for case in data["article"]:
        _add_article(days[case["day"]], case)
    for case in data["label"]:
        _add_label(days[case["day"]], case)
    for case in data["record"]:
        _add_record(days[case["day"]], case)
    for day, rows in days.items():
        rows["actors"] = [{**actor, "actor_id": actor["id"]} for actor in data["actor"]]
        rows["runs"] = [_run(day, rows)]
    return dict(days)


def _add_article(rows: Rows, case: dict[str, Any]) -> None:
    text = "\n\n".join(words for _, words in case["segments"])
    known = {"article_id": case["id"], "text": text, "record_id": f"r-{case['id']}"}
    revised = case.get("version", 1) > 1
    rows["articles"].append(
        {
            **{key: case[key] for key in ("source", "title", "language", "agency") if key in case},
            **known,
            "story_id": case.get("story", case["id"]),
            "version": case.get("version", 1),
            "published_at": datetime.fromisoformat(case["published_at"])
            if "published_at" in case
            else None,
            "words": sum(len(words.split()) for role, words in case["segments"] if role == "body"),
            "language_probability": 0.99,
            "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        }
    )
    _add_record(
        rows,
        {
            "id": known["record_id"],
            "file": f"{case['id']}.txt",
            "state": "revision" if revised else "accepted",
            "reason": "a new version of a story" if revised else "new",
            "article": case["id"],
            "content": text,
        },
    )
    cluster = {key: case[key] for key in ("origin", "is_origin")}
    rows["clusters"].append({"article_id": case["id"], "cluster_id": case["cluster"], **cluster})
    _add_reading(rows, case, text)
    _add_judgements(rows, case, text)


def _add_reading(rows: Rows, case: dict[str, Any], text: str) -> None:
    at = 0
    for place, (role, words) in enumerate(case["segments"]):
        span = {"char_start": at, "char_end": at + len(words)}
        rows["segments"].append(
            {
                "segment_id": f"{case['id']}:{place}", "article_id": case["id"], "role": role,
                "paragraph": place, "text": words, **span,
            }
        )  # fmt: skip
        at += len(words) + 2
    for words, kind, actor, *_ in case.get("mentions", []):
        place, segment = _segment_with(case, words)
        named = words.removesuffix(" said")
        start = _starts(case)[place] + segment.index(words)
        rows["mentions"].append(
            {
                "article_id": case["id"], "segment_id": f"{case['id']}:{place}", "text": named,
                "char_start": start, "char_end": start + len(named), "type": kind,
                "actor_id": actor,
            }
        )  # fmt: skip
    for place, quote in enumerate(case.get("quotes", [])):
        rows["quotes"].append(_quote(case, place, quote, text))


def _quote(case: dict[str, Any], place: int, quote: dict[str, Any], text: str) -> dict[str, Any]:
    start = _starts(case)[quote["sentence"]]
    row = {
        "quote_id": f"{case['id']}:q{place}",
        "article_id": case["id"],
        "actor_id": quote["actor"],
    }
    for part in ("content", "cue", "speaker"):
        row[f"{part}_start"] = text.index(quote[part], start)
        row[f"{part}_end"] = row[f"{part}_start"] + len(quote[part])
    return {
        **row,
        **{key: value for key, value in quote.items() if key not in ("actor", "sentence")},
    }


def _add_judgements(rows: Rows, case: dict[str, Any], text: str) -> None:
    for place, stance in enumerate(case.get("stances", [])):
        rows["stances"].append(_stance(case, place, stance, text))
    for rank, (name, probability, decided) in enumerate(case.get("topics", []), 1):
        rows["topics"].append(
            {
                "article_id": case["id"], "code": TOPICS.get(name, "13000000"), "name": name,
                "level": 1, "probability": probability, "rank": rank, "decided": decided,
                "model_id": "topics/test",
            }
        )  # fmt: skip
    for claim in case.get("claims", []):
        evidence = case["segments"][claim["sentence"]][1]
        start = _starts(case)[claim["sentence"]]
        known = {key: value for key, value in claim.items() if key not in ("id", "sentence")}
        rows["claims"].append(
            {
                **known, "article_id": case["id"], "claim_id": claim["id"], "evidence": evidence,
                "char_start": start, "char_end": start + len(evidence), "model_id": "claims/test",
            }
        )  # fmt: skip
    for other, day, kind, similarity, containment in case.get("duplicates", []):
        rows["duplicates"].append(
            {
                "article_id": case["id"], "other_id": other, "other_day": day, "kind": kind,
                "similarity": similarity, "containment": containment,
            }
        )  # fmt: skip


def _stance(case: dict[str, Any], place: int, stance: dict[str, Any], text: str) -> dict[str, Any]:
    start, evidence = _starts(case)[stance["sentence"]], case["segments"][stance["sentence"]][1]
    segment = f"{case['id']}:{stance['sentence']}"
    row = {
        "stance_id": f"{segment}:s{place}", "article_id": case["id"], "segment_id": segment,
        "char_start": start, "char_end": start + len(evidence), "evidence": evidence,
        "model_id": "stance/test",
    }  # fmt: skip
    for part in ("holder", "target"):
        row[f"{part}_start"] = text.index(stance[part], start)
        row[f"{part}_end"] = row[f"{part}_start"] + len(stance[part])
    row |= dict(zip(("p_favour", "p_against", "p_neutral"), stance["p"], strict=True))
    return {**row, **{key: value for key, value in stance.items() if key not in ("p", "sentence")}}


def _add_label(rows: Rows, case: dict[str, Any]) -> None:
    """A person's label for the first topic of an article; it stands behind the articles."""
    [text] = [a["text_sha256"] for a in rows["articles"] if a["article_id"] == case["article"]]
    known = {"annotator": case["annotator"], "model_id": "topics/test", "read_on": case["day"]}
    label = TOPICS[case["label"]]
    rows["labels"].append({"task": "topics", "row": text, "label": label, **known})


def _add_record(rows: Rows, case: dict[str, Any]) -> None:
    content = case["content"].encode()
    known = {
        "record_id": case["id"], "origin_file": case["file"],
        "sha256": hashlib.sha256(content).hexdigest(),
    }  # fmt: skip
    rows["raw"].append({**known, "media_type": "text/plain", "content": content})
    rows["ledger"].append(
        {
            **known, "bytes": len(content), "encoding": "utf-8", "encoding_from": "utf-8",
            "state": case["state"], "reason": case["reason"], "article_id": case.get("article"),
        }
    )  # fmt: skip


def _run(day: date, rows: Rows) -> dict[str, Any]:
    return {
        "run_id": f"{day}-test",
        "started_at": datetime.fromisoformat(f"{day}T23:00:00+00:00"),
        "finished_at": datetime.fromisoformat(f"{day}T23:01:30+00:00"),
        "records": len(rows["ledger"]),
        "articles": len(rows["articles"]),
        "counts": "{}",
        "versions": '{"ingest": "1", "duckdb": "2.0.0"}',
        "models": '{"topics": "topics/test", "stance": "stance/test", "claims": "claims/test"}',
        "files": "{}",
        "night_sha256": "0" * 64,
    }


def _starts(case: dict[str, Any]) -> list[int]:
    starts = [0]
    for _, words in case["segments"]:
        starts.append(starts[-1] + len(words) + 2)
    return starts


def _segment_with(case: dict[str, Any], words: str) -> tuple[int, str]:
    for place, (_, segment) in enumerate(case["segments"]):
        if words in segment:
            return place, segment
    raise ValueError(f"{case['id']}: no segment holds {words!r}")


def _filled(row: dict[str, Any], field: pa.Field, day: date) -> Any:
    if field.name in row:
        return row[field.name]
    if field.name == "day":
        return day
    if field.name == "stage_version":
        return "test"
    if field.nullable:
        return None
    return {"string": "", "bool": False, "binary": b""}.get(str(field.type), 0)
