"""Labels as `nightdesk train --labels` takes them: written anew from the labels and the desk's texts."""

import csv
import io
import json
from pathlib import Path
from typing import Any

from tasks.review.labels import Label, agreed
from tasks.store import replace_text

Row = dict[str, Any]


def write(folder: Path, task: str, labels: list[Label], rows: dict[str, Row]) -> tuple[Path, int]:
    """Write the training file of `task`; returns its path and rows.

    rows: row → its columns of sql/review, for every row on the desk. Rows kept for gold measure a
    model and are left out, as are those whose annotators do not agree.
    """
    taught = [
        (rows[row], label)
        for row, label in agreed(labels).items()
        if row in rows and not rows[row]["gold"]
    ]
    if task == "topics":
        path, text = folder / "topics.train.csv", _topics(taught)
    elif task == "stance":
        taught = [(row, label) for row, label in taught if _spans(row)]
        path, text = folder / "stance.train.jsonl", _stances(taught)
    else:
        path, text = folder / "claims.train.jsonl", _claims(taught)
    folder.mkdir(parents=True, exist_ok=True)
    replace_text(path, text)
    return path, len(taught)


def _topics(taught: list[tuple[Row, str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("label", "title", "text"))
    writer.writerows((label, row["title"], row["text"]) for row, label in taught)
    return out.getvalue()


def _stances(taught: list[tuple[Row, str]]) -> str:
    lines = []
    for row, label in taught:
        holder, target = _spans(row) or (None, None)
        known = {"id": row["row"], "text": row["evidence"], "holder": holder, "target": target}
        lines.append(json.dumps({**known, "label": label}, ensure_ascii=False) + "\n")
    return "".join(lines)


def _claims(taught: list[tuple[Row, str]]) -> str:
    return "".join(
        json.dumps(
            {"id": row["row"], "claim": row["claim"], "text": row["text"], "label": label},
            ensure_ascii=False,
        )
        + "\n"
        for row, label in taught
    )


def _spans(row: Row) -> tuple[list[int] | None, list[int]] | None:
    """Holder (None for the author) and target within the sentence; None where one does not stand in it."""
    start, end = row["char_start"], row["char_end"]
    spans: list[list[int] | None] = []
    for who in ("holder", "target"):
        if row[f"{who}_start"] is None:
            spans.append(None)
            continue
        spans.append([row[f"{who}_start"] - start, row[f"{who}_end"] - start])
    holder, target = spans
    inside = all(span is None or 0 <= span[0] < span[1] <= end - start for span in spans)
    named = row["holder"] is not None and holder is None
    return (holder, target) if target and inside and not named else None
