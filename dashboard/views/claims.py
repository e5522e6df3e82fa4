"""The watched claims: who agrees, who disagrees, and the sentence nearest to each."""

from collections import defaultdict

import streamlit as st

from dashboard.looks import excerpt, part
from dashboard.opening import Listing, pick, side
from dashboard.questions import Nights, Value

_RELATIONS = ("disagree", "agree", "discuss", "undecided")


def show(nights: Nights) -> None:
    """Each claim with the pieces for and against it; one opened to its articles."""
    aside = "The claims of the watchlist. Bars count independent pieces that the model decided."
    st.html(part("head", "The claims you follow", aside))
    pieces, names, articles = _counted(nights)
    if not pieces:
        st.html(part("nothing", "No article bears on a claim of the watchlist."))
        return
    for claim, counted in pieces.items():
        st.html(part("claim", names[claim], counted))
    claim = pick("Open a claim", list(pieces), lambda c: excerpt(names[c], 90), "claim")
    found = {relation: f"{relation} ({n:,})" for relation, n in articles[claim].items()}
    relation = side("Open the articles", found, f"relation {claim}")
    values: dict[str, Value] = {"claim": claim, "relation": relation}
    Listing(nights, "claim_articles", values).show("claim_articles")


Counted = dict[str, dict[str, int]]


def _counted(nights: Nights) -> tuple[Counted, dict[str, str], Counted]:
    """By claim: pieces by relation, the claim's words, articles by the relations it has."""
    pieces: Counted = defaultdict(lambda: dict.fromkeys(_RELATIONS, 0))
    names: dict[str, str] = {}
    articles: Counted = defaultdict(dict)
    rows = nights.ask("claims")
    for row in sorted(rows, key=lambda row: _RELATIONS.index(row["relation"])):
        claim = row["claim_id"]
        names[claim] = row["claim"]
        pieces[claim][row["relation"]] = row["origins"]
        articles[claim][row["relation"]] = row["articles"]
    return pieces, names, articles
