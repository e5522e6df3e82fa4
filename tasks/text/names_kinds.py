"""What a name is by its own words: a council is no place, a town before its state no body."""

import re

from tasks import lexicons
from tasks.text.spans import Name

_STATE = re.compile(r", ([A-Z][\w.]+(?: [A-Z][a-z]+)?),?(?P<mark> ?(?:--|[(—–])| - )?")


def settled(text: str, name: Name, printed: str, wider: frozenset[str]) -> Name:
    """A body or place with the type that its words show; printed: the name. wider: states and countries.

    >>> settled("OSTERNA, Ohio — It rained", Name(0, 7, "ORG"), "OSTERNA", frozenset(["Ohio"])).type
    'LOC'
    >>> settled("the Varn Council", Name(4, 16, "LOC"), "Varn Council", frozenset()).type
    'ORG'
    """
    if name.type == "LOC":
        bodies = lexicons.of_kind("name_words", "body_end")
        ends = " " in printed and printed.rsplit(" ", 1)[1] in bodies
        return name._replace(type="ORG") if ends else name
    # A dateline, at the head of its line or before its mark.
    state = _STATE.match(text, name.end) if printed.isupper() else None
    heads_line = name.start == 0 or text[name.start - 1] == "\n"
    if not state or not (heads_line or state["mark"]):
        return name
    short = lexicons.column("state_abbreviations", "abbreviation")
    return name._replace(type="LOC") if state[1] in wider or state[1] in short else name
