"""Who stands for or against whom or what, with the sentences; undecided ones stand apart."""

import streamlit as st

from dashboard.looks import excerpt, part
from dashboard.opening import Listing, pick, side, sought
from dashboard.questions import Nights, Row, Value

_SIZE = 8
_SIDES = {"against": "Against", "favour": "For", "neutral": "Neutral", "undecided": "Undecided"}
_LOOKS = {
    "against": "sentences_against",
    "favour": "sentences_for",
    "neutral": "sentences",
    "undecided": "sentences_undecided",
}


def show(nights: Nights) -> None:
    """Targets by those who take a side on them; one opened to its sentences, side by side."""
    aside = "Bars count independent pieces, of sentences that the model decided."
    st.html(part("head", "Who stands where", aside))
    words = sought("A name: who is stood for or against, or who stands", "stand")
    targets = Listing(nights, "targets", {"sought": words}, size=_SIZE)
    rows = targets.rows()
    if not rows:
        st.html(part("nothing", "No sentence shows plainly where somebody stands."))
        return
    most = max(max(row["favour"], row["against"]) for row in rows)
    st.html(part("targets", rows, most))
    targets.turn(rows)
    _one(nights, pick("Open a target", rows, _name, "target"), words)


def _one(nights: Nights, row: Row, words: str) -> None:
    sides = {s: f"{name} ({row[f'{s}_rows']:,})" for s, name in _SIDES.items() if row[f"{s}_rows"]}
    chosen = side("Open the sentences", sides, f"side {row['target_key']} {words}")
    _counts(nights, row)
    values: dict[str, Value] = {"target": row["target_key"], "side": chosen, "sought": words}
    Listing(nights, "target_sentences", values).show(_LOOKS[chosen])


def _counts(nights: Nights, row: Row) -> None:
    """Corrected counts, where people have read gold rows and the target is one in all stories."""
    if row["target_id"] is None:
        return
    if read := nights.corrected("stance", row["target_id"]):
        st.html(part("corrected", read))


def _name(row: Row) -> str:
    story = f", in {excerpt(row['story'], 60)}" if row["story"] else ""
    return f"{excerpt(row['target'], 60)}{story} ({row['against']} against, {row['favour']} for)"
