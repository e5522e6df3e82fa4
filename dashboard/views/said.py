"""Who said what: speakers by the pieces that quote them, each opened to their words."""

import streamlit as st

from dashboard.looks import excerpt, part
from dashboard.opening import Listing, pick, sought
from dashboard.questions import Nights, Row


def show(nights: Nights) -> None:
    """Speakers, found by name, and what they said; quotations without a speaker stand apart."""
    aside = "By the pieces that quote them, people and organisations first. Solid: direct speech."
    st.html(part("head", "Who said what", aside))
    words = sought("A speaker’s name", "speaker")
    speakers = Listing(nights, "speakers", {"sought": words})
    rows = speakers.rows()
    if rows:
        st.html(part("speakers", rows))
        speakers.turn(rows)
    unnamed = 0 if words else nights.ask("unnamed_count")[0]["unnamed"]
    if not rows and not unnamed:
        st.html(
            part("nothing", "Nobody of that name was quoted." if words else "Nobody was quoted.")
        )
        return
    left = [{"speaker_id": None, "quotes": unnamed}] if unnamed else []
    row = pick("Open a speaker", [*rows, *left], _name, "voice")
    Listing(nights, "said", {"speaker": row["speaker_id"]}).show("quotations", _marks)


def _marks(row: Row) -> Row:
    """A quotation with the spans that are marked in its sentence: who speaks, and what is said."""
    spans = {"holder": "speaker", "target": "content"}
    ends = ("start", "end")
    return {**row, **{f"{k}_{end}": row[f"{v}_{end}"] for k, v in spans.items() for end in ends}}


def _name(row: Row) -> str:
    who = excerpt(row["speaker"], 60) if row["speaker_id"] is not None else "no speaker found"
    return f"{who} ({row['quotes']:,})"
