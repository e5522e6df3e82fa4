"""Facts and template made into the page."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from tasks.brief import charts
from tasks.brief.facts import Facts, gather
from tasks.brief.marks import clean, excerpt, marked, unquoted, web_address
from tasks.lexicons import mapping

_HERE = Path(__file__).resolve().parent
# What each state of the ledger means to a reader.
STATES = {
    "accepted": "new article",
    "revision": "new version",
    "duplicate": "came before",
    "rejected": "no story in it",
    "quarantined": "could not be read",
}


def render(root: Path, day: date) -> str:
    """The brief of the night `day` in the tables below `root`: HTML that needs no other file.

    The same tables give the same page. All text from outside is escaped, no script runs, and
    nothing is fetched.
    """
    return page(gather(root, day))


def page(facts: Facts) -> str:
    """The page for facts already gathered."""
    run = next(iter(facts.rows["run"]), None)
    return _template().render(
        facts=facts,
        rows=facts.rows,
        night=facts.night,
        style=Markup(style()),
        states=STATES,
        hours=_hours(facts),
        models=_listed(run, "models"),
        versions=_listed(run, "versions"),
        run=run,
    )


@cache
def _template() -> Template:
    return environment().get_template("brief.html.j2")


def style() -> str:
    """The brief's style sheet; its class names are those of charts.py, marks.py and the templates."""
    return (_HERE / "brief.css").read_text(encoding="utf-8")


def environment(*folders: Path) -> Environment:
    """Templates of the brief's kind, of `folders` and then its own: all text is escaped."""
    made = Environment(
        loader=FileSystemLoader([*folders, _HERE]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "clean": clean,
        "excerpt": excerpt,
        "unquoted": unquoted,
        "web_address": web_address,
        "marked": marked,
        "many": many,
        "language": _language,
        "percent": _percent,
    }
    made.globals |= {
        "bar": charts.bar,
        "columns": charts.columns,
        "diverging": charts.diverging,
        "stacked": charts.stacked,
    }
    return made


def many(count: int, one: str, more: str | None = None) -> str:
    """A count with its noun.

    >>> many(1, "story", "stories"), many(1200, "record")
    ('1 story', '1,200 records')
    """
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def _hours(facts: Facts) -> list[int]:
    """Articles published in each of the 24 hours."""
    found = {row["hour"]: row["articles"] for row in facts.rows["hours"]}
    return [found.get(hour, 0) for hour in range(24)]


def _listed(run: dict[str, Any] | None, column: str) -> list[tuple[str, str]]:
    """A JSON column of `runs` as pairs of words."""
    found = json.loads(run[column]) if run else {}
    return [(str(name), str(value)) for name, value in sorted(found.items())]


def _percent(share: float) -> str:
    """A share for the eye.

    >>> _percent(0.126), _percent(0.004)
    ('13 %', '< 1 %')
    """
    return "< 1 %" if 0 < share < 0.005 else f"{100 * share:.0f} %"


def _language(code: str) -> str:
    """A language by its English name, or its code."""
    return mapping("language_names", "code", "name").get(code, code)
