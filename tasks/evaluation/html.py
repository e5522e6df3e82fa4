"""Main text of pages: `id, file, body` in, the text that a night would read beside them."""

import gzip
import re
import zlib
from collections import Counter
from pathlib import Path

import pandas as pd

from tasks.errors import UnreadableError, UserError
from tasks.ingest.fields import Fields
from tasks.ingest.parsers import read_fields
from tasks.ingest.records import HTML

TOKENS = 4
# Captions are labelled, not deleted; a page's gold body has none.
NOT_BODY = ("caption", "credit")


def predict(rows: pd.DataFrame, folder: Path) -> pd.DataFrame:
    """The rows with `predicted`, the page's text; empty where a night would quarantine it.

    rows: file, relative to `folder`, gzip or plain.
    """
    return rows.assign(predicted=[_text(folder / file) for file in rows["file"]])


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
        content = gzip.decompress(content) if path.suffix == ".gz" else content
    except (OSError, EOFError, zlib.error) as error:
        raise UserError(f"{path} cannot be read: {error}") from error
    try:
        return body_of(read_fields(HTML, content, path.name))
    except UnreadableError:
        return ""


def body_of(fields: Fields) -> str:
    """The text less the spans that its markup calls captions."""
    parts, start = [], 0
    for span in fields.roles:
        if span.role in NOT_BODY:
            parts.append(fields.text[start : span.start])
            start = span.end
    return "".join([*parts, fields.text[start:]])


def scores(predicted: pd.DataFrame) -> dict[str, float]:
    """Shared runs of four tokens, as article-extraction-benchmark counts them.

    Precision and recall are means over pages; F1 is theirs.

    >>> found = scores(pd.DataFrame({"body": ["rain fell on us"], "predicted": ["Rain fell on us."]}))
    >>> found["f1"]
    1.0
    """
    pairs = [_shares(*row) for row in zip(predicted["predicted"], predicted["body"], strict=True)]
    precision = sum(pair[0] for pair in pairs) / max(1, len(pairs))
    recall = sum(pair[1] for pair in pairs) / max(1, len(pairs))
    total = precision + recall
    f1 = 2 * precision * recall / total if total else 0.0
    return {"f1": f1, "precision": precision, "recall": recall}


def _shares(found: str, gold: str) -> tuple[float, float]:
    one, other = _runs(found), _runs(gold)
    shared = (one & other).total()
    return shared / max(1, one.total()), shared / max(1, other.total())


def _runs(text: str) -> Counter[tuple[str, ...]]:
    tokens = re.findall(r"\w+", text.lower())
    return Counter(
        tuple(tokens[at : at + TOKENS]) for at in range(max(1, len(tokens) - TOKENS + 1))
    )
