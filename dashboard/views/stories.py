"""Stories by the outlets that ran them, each opened to its copies and versions."""

import streamlit as st

from dashboard.looks import excerpt, part
from dashboard.opening import Listing, pick, sought
from dashboard.questions import Nights, Row


def show(nights: Nights) -> None:
    """A piece and its copies are one story; every article of it can be seen."""
    aside = "By outlets that ran them, then by articles. A piece and its copies are one story."
    st.html(part("head", "Stories and their copies", aside))
    words = sought("Words of a headline, or an outlet", "headline")
    stories = Listing(nights, "stories", {"sought": words})
    rows = stories.rows()
    if not rows:
        st.html(part("nothing", "No story is so."))
        return
    st.html(part("stories", rows))
    stories.turn(rows)
    row = pick("Open a story", rows, _name, "story")
    Listing(nights, "copies", {"story": row["cluster_id"]}).show("copies")


def _name(row: Row) -> str:
    return f"{excerpt(row['title'] or 'Without a headline', 90)} ({row['articles']:,})"
