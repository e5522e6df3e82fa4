"""How big the nights were, and where every record went."""

import streamlit as st

from dashboard.looks import many, part
from dashboard.opening import Listing, by_night, side, sought
from dashboard.questions import Nights
from tasks.brief.render import STATES
from tasks.schemas import LEDGER_STATES

_FIGURES = {
    "records in": "records",
    "articles": "articles",
    "independent pieces": "origins",
    "quotations": "quotes",
    "sentences for or against": "plain_stances",
}
_SIZE = 12


def show(nights: Nights) -> None:
    """The figures, the ledger and its balance, the records of each reason, the outlets."""
    rows = nights.ask("nights")
    st.html(part("figures", [(name, sum(r[key] for r in rows)) for name, key in _FIGURES.items()]))
    if not nights.is_one:
        by_night("nights", rows)
    _ledger(nights)
    _outlets(nights)


def _ledger(nights: Nights) -> None:
    found = {row["state"]: row["records"] for row in nights.ask("states")}
    counted = {state: found.get(state, 0) for state in LEDGER_STATES}
    st.html(part("head", "Where every record went", balance(nights.records, sum(counted.values()))))
    st.html(part("states", counted, STATES))
    reasons = Listing(nights, "reasons", size=_SIZE)
    if rows := reasons.rows():
        st.html(part("reasons", rows))
        reasons.turn(rows)
        _records(nights, counted)


def _records(nights: Nights, counted: dict[str, int]) -> None:
    """The records of one state; what was not taken stands first, for that is what one looks for."""
    states = {state: f"{state} ({n:,})" for state, n in reversed(counted.items()) if n}
    state = side("Open the records", states, "state")
    words = sought("Words of a file’s name, a reason, a headline or an outlet", "record")
    Listing(nights, "records", {"state": state, "sought": words}).show("records")


def balance(kept: int, entered: int) -> str:
    """Whether what was kept and what the ledger says are the same many.

    >>> balance(3, 3)
    '3 records came in, the ledger tells of 3: nothing is lost.'
    """
    said = f"{many(kept, 'record')} came in, the ledger tells of {entered:,}"
    if kept == entered:
        return f"{said}: nothing is lost."
    return f"{said}: it does NOT balance. Run `nightdesk verify`."


def _outlets(nights: Nights) -> None:
    outlets = Listing(nights, "outlets", size=_SIZE)
    if rows := outlets.rows():
        st.html(part("head", "Outlets", "Solid: the outlet’s own pieces. Pale: copies of others’."))
        st.html(part("outlets", rows))
        outlets.turn(rows)
