"""Labels as the table `labels`, so that marts can hold what models say against them."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from tasks import store
from tasks.review import labels
from tasks.review.choose import TASKS
from tasks.review.words import words
from tasks.schemas import TABLES


def night(folder: Path, articles: Path, day: date) -> pa.Table:
    """The labels below a desk's `labels` folder that stand in texts of one night.

    articles: the night's Parquet file of articles. Rows in the order of task, row and annotator.
    """
    held = set(pq.read_table(articles, columns=["text_sha256"])["text_sha256"].to_pylist())
    rows = [row for task in TASKS for row in _rows(folder, task, held)]
    rows.sort(key=lambda row: (row["task"], row["row"], row["annotator"]))
    schema = TABLES["labels"]
    frame = pd.DataFrame(rows, columns=schema.names).assign(day=day)
    return store.to_arrow(frame, schema)


def _rows(folder: Path, task: str, held: set[str]) -> list[dict[str, Any]]:
    given = [each for each in labels.read(folder, task) if each.text_sha256 in held]
    return [
        {
            "task": task,
            "row": each.row,
            # A label of a taxonomy that is no longer here stays as it was given, as does UNSURE.
            "label": words(task, each.model_id).get(each.label, each.label),
            "annotator": each.annotator,
            "read_on": date.fromisoformat(each.read_on),
            "model_id": each.model_id or None,
            "note": each.note or None,
        }
        for each in given
    ]
