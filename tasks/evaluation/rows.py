"""What a gold row of each task must be, and the reading of a file that refuses what is not."""

import reprlib
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import pandas as pd

from tasks import json_lines
from tasks.json_lines import Row, is_span
from tasks.models import stance_rows
from tasks.schemas import ACTOR_TYPES, RELATIONS, ROLES

# What is wrong with a column's value in its row, or with a whole row; "" where nothing is.
Check = Callable[[str, Any, Row], str]
Fault = Callable[[Row], str]
# Columns that may be null, and so be left out.
NULLABLE = {"topics": ("title",), "stance": ("holder",)}
# Marked by people beside the types that are counted.
ENTITIES = (*ACTOR_TYPES, "MISC")
WANTED = "see docs/evaluation.md"


def faults(known: Collection[Any], folder: Path) -> dict[str, Fault]:
    """Task → what is wrong with one of its rows; `bodies` are the articles of claims.

    known: the labels of topics, or the ids of the bodies. folder: where the pages of html stand.
    """
    return {
        "topics": _row(title=_or_null(_string), text=_string, labels=_some(_each(_one_of(known)))),
        "stance": stance_rows.fault,
        "claims": _row(claim=_string, body=_held(known), label=_one_of(RELATIONS)),
        "bodies": _row(id=_name, text=_string),
        "quotes": _row(
            text=_string,
            attributions=_each(_parts("source", "cue", "content")),
        ),
        "entities": _row(text=_string, entities=_each(_entity)),
        "sentences": _row(
            text=_string,
            sentences=_or_null(_spans),
            expected=_unless("sentences", _each(_string)),
        ),
        "roles": _row(
            lines=_each(_string), roles=_as_many("lines", _each(_or_null(_one_of(ROLES))))
        ),
        "html": _row(file=_page(folder), body=_string),
        "duplicates": _row(text=_string, cluster=_name),
    }


def read(task: str, file: Path, known: Collection[Any] = (), folder: Path = Path()) -> pd.DataFrame:
    """The rows of a file as a frame; a UserError names the lines that are none of `task`."""
    wanted = stance_rows.WANTED if task == "stance" else WANTED
    rows = json_lines.read(file, faults(known, folder)[task], wanted)
    whole = [dict.fromkeys(NULLABLE.get(task, ())) | row for row in rows]
    # As objects, so that a null stays None and an id the type that the file gives it.
    return pd.DataFrame(whole, dtype=object)


def _row(**columns: Check) -> Fault:
    def fault(row: Row) -> str:
        found = (check(name, row.get(name), row) for name, check in columns.items())
        return next(filter(None, found), "")

    return fault


def _no(name: str, value: Any, wanted: str) -> str:
    """The complaint about a value.

    >>> _no("label", "favor", "a stance"), _no("label", None, "a stance")
    ("has label 'favor', not a stance", 'has no label')
    """
    return f"has no {name}" if value is None else f"has {name} {reprlib.repr(value)}, not {wanted}"


def _string(name: str, value: Any, row: Row) -> str:
    return "" if isinstance(value, str) else _no(name, value, "a string")


def _name(name: str, value: Any, row: Row) -> str:
    named = isinstance(value, str) or type(value) is int
    return "" if named else _no(name, value, "a string or a whole number")


def _one_of(known: Collection[Any]) -> Check:
    def check(name: str, value: Any, row: Row) -> str:
        right = isinstance(value, str) and value in known
        return "" if right else _no(name, value, f"one of {', '.join(known)}")

    return check


def _held(known: Collection[Any]) -> Check:
    def check(name: str, value: Any, row: Row) -> str:
        fault = _name(name, value, row)
        return fault or ("" if value in known else _no(name, value, "an id of --bodies"))

    return check


def _or_null(check: Check) -> Check:
    return lambda name, value, row: "" if value is None else check(name, value, row)


def _unless(other: str, check: Check) -> Check:
    def either(name: str, value: Any, row: Row) -> str:
        if value is None:
            return f"has neither {other} nor {name}" if row.get(other) is None else ""
        return check(name, value, row)

    return either


def _each(check: Check) -> Check:
    def every(name: str, value: Any, row: Row) -> str:
        if not isinstance(value, list):
            return _no(name, value, "a list")
        found = (check(f"{name}[{place}]", one, row) for place, one in enumerate(value))
        return next(filter(None, found), "")

    return every


def _some(check: Check) -> Check:
    return lambda name, value, row: f"has no {name}" if value == [] else check(name, value, row)


def _as_many(other: str, check: Check) -> Check:
    def counted(name: str, value: Any, row: Row) -> str:
        fault = check(name, value, row)
        if fault or len(value) == len(row[other]):
            return fault
        return f"has {len(value)} {name} for {len(row[other])} {other}"

    return counted


def _span(name: str, value: Any, row: Row) -> str:
    return "" if is_span(value, row["text"]) else _no(name, value, "[start, end] in its text")


_spans = _each(_span)


def _parts(*parts: str) -> Check:
    def check(name: str, value: Any, row: Row) -> str:
        if not isinstance(value, dict):
            return _no(name, value, f"an object of {', '.join(parts)}")
        found = (_spans(f"{name}.{part}", value.get(part), row) for part in parts)
        return next(filter(None, found), "")

    return check


def _entity(name: str, value: Any, row: Row) -> str:
    if not isinstance(value, list) or len(value) != 3:
        return _no(name, value, "[start, end, type]")
    return _span(name, value[:2], row) or _one_of(ENTITIES)(f"{name} type", value[2], row)


def _page(folder: Path) -> Check:
    def check(name: str, value: Any, row: Row) -> str:
        right = isinstance(value, str) and (folder / value).is_file()
        return "" if right else _no(name, value, f"a file in {folder}")

    return check
