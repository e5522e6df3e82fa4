"""What the nights were about, how that changed, and the articles behind each count."""

from typing import Any

import streamlit as st

from dashboard.looks import many, part
from dashboard.opening import Listing, by_night, pick
from dashboard.questions import Nights, Row

_UNDECIDED = "undecided"


def show(nights: Nights) -> None:
    """Topics by articles, each opened to its nights and articles; the undecided ones beside them."""
    rows = nights.ask("topics")
    st.html(part("head", "What it was about", _aside(nights)))
    if not nights.articles:
        st.html(part("nothing", "No article, so no topic."))
        return
    if rows:
        corrected = _corrected(nights)
        st.html(part("topics", rows, corrected))
        st.html(part("aside", _READ if nights.labelled else _NOT_READ))
    left = nights.articles - sum(row["articles"] for row in rows)
    if left:
        st.html(
            part("nothing", f"{many(left, 'article')} without a topic that the model would decide.")
        )
    names = {row["code"]: f"{row['name']} ({row['articles']:,})" for row in rows}
    options = [*names, *([_UNDECIDED] if left else [])]
    code = pick("Open a topic", options, lambda c: names.get(c, f"undecided ({left:,})"), "topic")
    if code == _UNDECIDED:
        Listing(nights, "undecided_topics").show("articles", _leaning)
    else:
        _one(nights, code)


_READ = (
    "Where people have read rows of a model, a corrected count stands beside its own, with the "
    "95 % interval."
)
_NOT_READ = (
    "Counts are as the model decided. Once people have read some rows (nightdesk review), a "
    "corrected count stands beside each, with its 95 % interval."
)


def _aside(nights: Nights) -> str:
    told = "Each article under its first topic. Solid: independent pieces. Pale: copies of them."
    return told if nights.is_one else f"{told} A piece counts once a night."


def _corrected(nights: Nights) -> dict[str, Row]:
    """Corrected counts of one night by topic; of several they stand night by night."""
    rows = nights.corrected("topics", None) if nights.is_one else []
    return {row["label"]: row for row in rows}


def _one(nights: Nights, code: str) -> None:
    if not nights.is_one:
        by_night("topic_nights", _night_by_night(nights, code))
    Listing(nights, "topic_articles", {"code": code}).show("articles", _place)


def _night_by_night(nights: Nights, code: str) -> list[Row]:
    read = nights.corrected("topics", None)
    corrected = {row["day"]: row for row in read if row["label"] == code}
    counted = nights.ask("topic_nights", code=code)
    return [{**row, "corrected": corrected.get(row["day"])} for row in counted]


def _place(row: Row) -> dict[str, Any]:
    first = "first topic" if row["rank"] == 1 else "also touched"
    return {**row, "told": f"{first}, {100 * row['probability']:.0f} % sure"}


def _leaning(row: Row) -> dict[str, Any]:
    if not row["leaning"]:
        return {**row, "told": "no topic: another language, or no text to judge"}
    return {
        **row,
        "told": f"undecided, leaning to {row['leaning']} ({100 * row['probability']:.0f} %)",
    }
