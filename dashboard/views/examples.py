"""The questions that ship with Nightdesk, asked of the whole desk as `nightdesk sql` asks them."""

import streamlit as st

from dashboard.looks import many, part
from dashboard.opening import pick
from dashboard.questions import Nights, plain_rows
from tasks import warehouse

_MOST = 200
_FIRST = "who_stands_where"


def show(nights: Nights) -> None:
    """One question with its answer; all of it can be had as CSV."""
    aside = "They are asked of all nights of the desk, whichever are chosen above."
    st.html(part("head", "Questions that ship with Nightdesk", aside))
    known = warehouse.examples()
    names = list(known)
    first = names.index(_FIRST)
    name = pick("A question", names, lambda name: known[name][0], "question", first)
    words, sql = known[name]
    nights.asked[words] = sql
    answer = warehouse.query(nights.root, sql)
    table = answer.table
    if not table.num_rows:
        st.html(part("nothing", "No row answers."))
        return
    shown = plain_rows(answer)[:_MOST]
    columns = list(table.column_names)
    st.html(part("answer", columns, [[_cell(row[each]) for each in columns] for row in shown]))
    if table.num_rows > _MOST:
        st.html(part("aside", f"The first {_MOST} of {many(table.num_rows, 'row')}."))
    csv = warehouse.formatted(table, "csv")
    st.download_button("All of it as CSV", csv, f"{name}.csv", "text/csv")


def _cell(value: object) -> object:
    """A value of an answer as one cell.

    >>> _cell(["Northwire", None]), _cell(None), _cell(0.5)
    ('Northwire', '', 0.5)
    """
    if isinstance(value, list):
        return ", ".join(str(item) for item in value if item is not None)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value
