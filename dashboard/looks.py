"""Answers made into HTML in the brief's look; all text from outside is escaped by the templates."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.bars import bar, columns, diverging, stacked
from tasks.brief.marks import excerpt
from tasks.brief.render import environment, many
from tasks.brief.render import style as brief_style

_ID = re.compile(r"\bstory [0-9a-f]{12,}")
_HERE = Path(__file__).resolve().parent
__all__ = ["excerpt", "many", "part", "style"]


def part(name: str, *told: Any, **more: Any) -> str:
    """A macro of views.html.j2 as HTML, inside the element that the style below holds for.

    >>> part("nothing", "<b>Nothing</b> yet.")
    '<div class="desk"><p class="none">&lt;b&gt;Nothing&lt;/b&gt; yet.</p></div>'
    """
    return f'<div class="desk">{getattr(_views(), name)(*told, **more)}</div>'


@cache
def _views() -> Any:
    made = environment(_HERE)
    made.filters["plainly"] = plainly
    made.globals |= {each.__name__: each for each in (bar, columns, diverging, stacked)}
    return made.get_template("views.html.j2").module


def plainly(reason: str) -> str:
    """A ledger's reason without the ids in it, which tell a reader nothing.

    >>> plainly("version 2 of story ad96cc7c7fd4c3d58"), plainly("read")
    ('version 2 of an earlier story', 'read')
    """
    return _ID.sub("an earlier story", reason)


def style() -> str:
    """The page's style: the brief's, kept to what `part` makes, and what is the page's own.

    The brief's variables hang on its root, which here is each part's element.
    """
    brief = brief_style().replace(":root", "&")
    own = (_HERE / "dashboard.css").read_text(encoding="utf-8")
    return f"<style>.desk {{ {brief} }}\n{own}</style>"
