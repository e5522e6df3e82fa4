"""Which models judged, how sure they were, and the rows at each degree of sureness."""

import json

import streamlit as st

from dashboard.looks import part
from dashboard.opening import Listing, pick
from dashboard.questions import Nights, Row


def show(nights: Nights) -> None:
    """Rows by model and probability, decided and not; one band opened to its rows."""
    aside = (
        "Every label has a probability, measured on text its model had not learnt from. Below the "
        "model’s threshold it says undecided. Solid: decided. Pale: undecided."
    )
    st.html(part("head", "How sure the models are", aside))
    rows = [{**row, "rows": row["decided"] + row["undecided"]} for row in nights.ask("sure")]
    if rows:
        _sureness(nights, rows)
    else:
        st.html(part("nothing", "No row was judged."))
    st.html(
        part(
            "head", "What made the nights", "What a model learnt from: nightdesk models card TASK."
        )
    )
    runs = nights.ask("runs")
    st.html(
        part("runs", [{**run, "models": sorted(json.loads(run["models"]).items())} for run in runs])
    )


def _sureness(nights: Nights, rows: list[Row]) -> None:
    models = list(dict.fromkeys(row["model_id"] for row in rows))
    st.html(part("models", [_summed(model, rows) for model in models]))
    model = pick("Open a model", models, lambda m: m.replace("/", " "), "model")
    bands = [{**row, "band": band(row["tenth"])} for row in rows if row["model_id"] == model]
    st.html(part("tenths", bands))
    row = pick("Open a probability", bands, lambda row: f"{row['band']} ({row['rows']:,})", "band")
    Listing(nights, "judged", {"model": model, "tenth": row["tenth"]}).show("judged")


def _summed(model: str, rows: list[Row]) -> Row:
    own = [row for row in rows if row["model_id"] == model]
    totals = {name: sum(row[name] for row in own) for name in ("rows", "decided", "undecided")}
    return {"model_id": model, **totals}


def band(tenth: int) -> str:
    """A tenth of the scale of probabilities, in words.

    >>> band(3), band(9)
    ('30 to 40 %', '90 to 100 %')
    """
    return f"{10 * tenth} to {10 * tenth + 10} %"
