"""What Streamlit runs at each pick: the desk's last snapshot, the chosen nights, the chosen view."""

import sys
from pathlib import Path

import streamlit as st

from dashboard.looks import part, style
from dashboard.questions import Nights
from dashboard.views import VIEWS
from flows.cli_ask import published
from tasks.errors import DataError, UserError
from tasks.snapshot import manifests

ALL = "All nights"


def main(desk: Path) -> None:
    """The whole page; what a reader cannot be shown is told in one sentence."""
    st.set_page_config(page_title="Nightdesk", layout="wide")
    st.html(style())
    try:
        _page(published(desk))
    except UserError as error:
        st.html(part("trouble", str(error)))


def _page(snapshot: Path) -> None:
    nights = _chosen(snapshot)
    view = st.segmented_control(
        "View",
        list(VIEWS),
        required=True,
        default=next(iter(VIEWS)),
        key="view",
        bind="query-params",
        label_visibility="collapsed",
    )
    VIEWS[str(view)](nights)
    with st.expander("What was asked here, as SQL: ask it again with `nightdesk sql`"):
        st.code("\n".join(nights.asked.values()), language="sql", wrap_lines=True)


def _chosen(snapshot: Path) -> Nights:
    """The nights picked at the head of the page, the last one at first."""
    found = manifests(snapshot)
    if not found:
        raise DataError(f"{snapshot} holds no night; run one with `nightdesk run SOURCE`")
    days = [manifest["day"] for manifest in reversed(found)]
    masthead = st.empty()
    options = [*days, *([ALL] if len(days) > 1 else [])]
    day = st.selectbox("Night", options, key="night", bind="query-params", width=280)
    chosen = [each for each in found if day in (each["day"], ALL)]
    labelled = any(each["files"].get("labels", {}).get("rows") for each in found)
    nights = Nights(snapshot, chosen, labelled)
    masthead.html(part("masthead", nights.first, nights.last, len(chosen), nights.articles))
    return nights


if __name__ == "__main__":
    main(Path(sys.argv[1]))
