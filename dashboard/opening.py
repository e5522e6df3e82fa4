"""The rows behind a figure, a page at a time; every view opens its figures through here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from dashboard.looks import part
from dashboard.questions import Nights, Row, Value

# More nights than a week are drawn, and their table is folded away.
_WEEK = 7


@dataclass(frozen=True)
class Listing:
    """The answer of sql/dashboard/NAME.sql, `size` rows a page; a reader turns the pages.

    values: what the question leaves open beside nights and page.
    """

    nights: Nights
    name: str
    values: dict[str, Value] = field(default_factory=dict)
    size: int = 20

    def rows(self) -> list[Row]:
        """The rows of the page that is open; each says in `total` how many there are in all."""
        skip = (st.session_state.get(self._key, 1) - 1) * self.size
        return self.nights.ask(self.name, **self.values, size=self.size, skip=skip)

    def turn(self, rows: list[Row]) -> None:
        """What turns the pages, below their `rows`; nothing where there is one page."""
        pages = -(-rows[0]["total"] // self.size) if rows else 1
        if pages > 1:
            st.pagination(pages, key=self._key)

    def show(self, look: str, told: Callable[[Row], Row] = lambda row: row) -> None:
        """The page made by the macro `look`, or one line that says there is no row.

        told: a row with what the macro needs beside its columns.
        """
        rows = self.rows()
        if not rows:
            st.html(part("nothing", "No row is so."))
            return
        st.html(part(look, [told(row) for row in rows]))
        self.turn(rows)

    @property
    def _key(self) -> str:
        """One key for each list, so that another one begins on its first page."""
        chosen = [self.nights.root.name, self.nights.first, self.nights.last, self.name]
        return "page " + "|".join(map(str, [*chosen, *self.values.values()]))


def by_night(look: str, rows: list[Row]) -> None:
    """A figure's nights, oldest first: as a table, and drawn where they are many."""
    if len(rows) <= _WEEK:
        st.html(part(look, rows))
        return
    st.html(part("history", rows, "Articles a night"))
    with st.expander("Night by night"):
        st.html(part(look, rows))


def sought(label: str, key: str) -> str:
    """What a reader looks for; the blanks at its ends say nothing."""
    return st.text_input(label, key=key, placeholder="all").strip()


def pick(label: str, options: list[Any], name: Callable[[Any], str], key: str, at: int = 0) -> Any:
    """One of the options, the one `at` that place until a reader picks another."""
    return st.selectbox(label, options, at, format_func=name, key=key)


def side(label: str, options: dict[str, str], key: str) -> str:
    """One of a few options, side by side: value → words; the first until a reader picks another."""
    return str(
        st.segmented_control(
            label,
            list(options),
            required=True,
            default=next(iter(options)),
            format_func=options.__getitem__,
            key=key,
        )
    )
