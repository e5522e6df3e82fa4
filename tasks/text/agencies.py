"""News agencies: which one a byline, a credit or an outlet's name says a piece is from.

Names come from `data/lexicons/agencies.csv`, in which outlets are no agencies. What only helped
("Reuters contributed to this report") is another's piece.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from tasks import lexicons

_BETWEEN = re.compile(
    r"[,;|/()\[\]•·]|\s[-–—]+\s|[–—]|:\s|\b(?:and|of|with|by|for|from|via|avec|et|mit|und|von|con|por|y)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_MARKS = " \t.()[]*_—–-/|"
_THE = re.compile(r"\bthe\s+", re.IGNORECASE)
# What may stand behind an agency's name and leave it the agency: a desk, an office, a service.
_OFFICE = re.compile(
    r"(?:.*\s)?(?:staff|writers?|reporters?|correspondents?|journalists?|editors?|columnists?|bureaus?|"
    r"desk|teams?|sport|services?|agency|news\s?wires?|wire|news|online|international|"
    r"worldstream|english|features?|exclusive|in [A-Z]\w+)\W*",
    re.IGNORECASE,
)
_SERVICE = re.compile(
    r"(?:(?:newswires?|news|agency|service|general|online|international|english|wire|worldstream|staff|"
    r"institutional|uk|us|state & local|top|world)\W*+)++",
    re.IGNORECASE,
)
# A life in a few lines names who else printed its writer: "He has written for Reuters and others."
_PROSE = re.compile(r"\b(?:is|was|are|were|has|have|can|writes|covers|wrote)\b")
_PICTURED = re.compile(
    r"\b(?:image|photo|photograph|picture|video|media|graphic|getty)\b", re.IGNORECASE
)
_HELPED = re.compile(r"\bcontribut", re.IGNORECASE)
# What others gave to a piece: "With files from The Canadian Press", "; additional reporting by AFP".
_GIVEN = re.compile(
    r"\b(?:with\s(?:(?:additional|further|extra)\s)?(?:reporting|files?|inputs?|contributions?|material|notes|help|assistance)"
    r"|(?:additional|further|extra)\s(?:reporting|writing|material|research|inputs?))"
    r"\b[^;()\[\]]{0,40}?\b(?:by|from|of)\b[^;()\[\]]*",
    re.IGNORECASE,
)
# "Associated Press writer Ada Berg contributed" stands below what the agency itself wrote.
_WRITER = re.compile(
    r"\s+(?:\w+\s){0,2}(?:writers?|reporters?|correspondents?|journalists?|editors?)\b",
    re.IGNORECASE,
)
_MARK = r"(?:(?<!©)(?<!©\s)©|\(c\)|\bcopyright\b)"  # of a run of signs, the first alone
_YEARS = r"(?:19|20)\d{2}(?:\s?[-–,]\s?(?:19|20)?\d{2})?"
_COPYRIGHT = re.compile(
    rf"{_MARK}[\s©]*+(?:\(c\)\s*+)?(?:{_YEARS})?[\s,.:–—-]*+(?:by\s++)?(?P<name>[^.,|(]{{2,50}}?)"
    rf"(?:\s(?:{_YEARS}))?(?:,?\s(?:L\.?P\.?|LLC|Inc\.?|Ltd\.?|GmbH|S\.?A\.?))?\s*+(?:[.,|(\"]|[-–—]|all rights|$)",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"\W*+(?:sources?|credit|quelle|fuente|fonte|bron|källa|kilde|источник|distributed by|provided by|"
    r"(?:this |the )?(?:story|article|report)? ?(?:was )?(?:first |originally )?(?:published|distributed|reported|written) by)"
    r"\b\s*+:?\s*+(?P<name>[^.:]{2,50}?)\W*+",
    re.IGNORECASE,
)
# Behind the last sentence: "… he said. (AFP)", "… he said. — Reuters", "… he said. PTI".
_BEHIND = re.compile(
    r"[.!?”\"’')]\s*(?:[(\[/]\s?(?P<held>[^()\[\]/]{2,40}?)\s?[)\]/]|[-–—]+\s?(?P<set>[^.–—]{2,40}?)|"
    r"(?<=[.!?”\"]\s)(?P<bare>[A-Z]{2,5}|Reuters|Xinhua|dpa))\s*\.?$"
)
_SIGNED = 3  # lines of body at the end that may sign
BELOW = 20  # lines at the end in which a credit may stand
_CREDITS = ("body", "byline", "credit", "boilerplate", "subhead", "pullquote")
_LAST = 90  # characters of a paragraph's end in which an agency may sign


@cache
def _forms() -> dict[str, str]:
    """Form → agency; long forms also in capitals."""
    found = {
        row["form"]: row["name"] for row in lexicons.rows("agencies") if row["kind"] == "agency"
    }
    return {form.upper(): name for form, name in found.items() if len(form) > 5} | found


@cache
def _firsts() -> frozenset[str]:
    """The first word of every form that says something."""
    return frozenset(_WORD.findall(_THE.sub("", form))[0] for form in _forms())


def _may_name(words: str) -> bool:
    """Whether a form may stand in the words; most have none, and cost no pattern."""
    return not _firsts().isdisjoint(_WORD.findall(words))


def named_in(words: str) -> str | None:
    """The agency that a byline or an outlet's name holds, alone or beside people and other outlets.

    >>> named_in("By MARTA HOLM Associated Press"), named_in("Marta Holm | AFP")
    ('Associated Press', 'Agence France-Presse')
    >>> named_in("Reuters Staff"), named_in("Press Trust of India")
    ('Reuters', 'Press Trust of India')
    >>> named_in("Petra Holm, The Harbour Gazette") is None
    True
    """
    words = _THE.sub("", " ".join(words.split()))
    if not _may_name(words) or _PROSE.search(words):
        return None
    parts = (part.strip(_MARKS) for part in _BETWEEN.split(words))
    return _plain_name(words) or next(filter(None, map(_named, parts)), None)


@lru_cache(4096)
def outlet_agency(source: str) -> str | None:
    """The agency that an outlet's name is, as archives and feeds print it, or None.

    >>> outlet_agency("Agence France Presse -- English"), outlet_agency("Reuters News")
    ('Agence France-Presse', 'Reuters')
    >>> outlet_agency("Bloomberg Businessweek") is None
    True
    """
    plain = " ".join(source.split())
    form = _opening(plain)
    if form and _SERVICE.fullmatch(plain[len(form) :].strip(" -–—")):
        return _forms()[form]
    return named_in(plain)


def credited(line: str, behind: bool = False) -> str | None:
    """The agency that a line below the story credits it to, or None.

    behind: the line is a paragraph of the story, at whose end an agency may sign.

    >>> credited("Copyright 2031 The Associated Press. All rights reserved.")
    'Associated Press'
    >>> credited("— Associated Press"), credited("Source: Reuters")
    ('Associated Press', 'Reuters')
    >>> credited("The dam broke, officials said. (AFP)", behind=True)
    'Agence France-Presse'
    >>> credited("Reuters contributed to this report.") is None
    True
    """
    line = line if behind else without_help(line)
    if not _may_name(line[-_LAST:] if behind else line):
        return None
    low = line.lower().replace("’", "'")
    for sign, name in lexicons.mapping("agency_signs", "sign", "name").items():
        if sign in low:
            return name
    if behind and (signed := _BEHIND.search(line[-_LAST:])):
        return _plain_name(signed["held"] or signed["set"] or signed["bare"])
    if helped(line):
        return helper_of(line)
    if _PICTURED.search(line):
        return None
    plain = " ".join(line.split())
    found = _COPYRIGHT.search(plain) or _LABELLED.fullmatch(plain)
    return _plain_name(found["name"] if found else plain)


def credited_below(parts: Sequence[tuple[str, str]]) -> str | None:
    """The agency that an article's last lines credit it to, or None; parts are (words, role) of BELOW.

    Below the story, and where its last lines end: a photo's credit stands behind its caption.

    >>> story = [("The dam broke.", "body"), ("It rained.", "body")]
    >>> credited_below([*story, ("Source: AFP", "credit")])
    'Agence France-Presse'
    >>> credited_below([("AFP", "credit"), *story]) is None
    True
    """
    bodies = [place for place, (_, role) in enumerate(parts) if role == "body"]
    last = bodies[-_SIGNED:][0] if bodies else 0
    for place in range(last, len(parts)):
        words, role = parts[place]
        pictured = place and parts[place - 1][1] == "caption"
        if role in _CREDITS and not (
            role == "credit" and (pictured or (bodies and place < bodies[-1]))
        ):
            found = credited(words, role == "body")
            if found:
                return found
    return None


def helped(line: str) -> bool:
    """Whether a line tells of help with what another wrote."""
    return bool(_HELPED.search(line))


def without_help(line: str) -> str:
    """A line without its notes of what others gave to the piece.

    >>> without_help("By Ada Berg, with files from The Canadian Press")
    'By Ada Berg, '
    """
    return _GIVEN.sub("", line)


def helper_of(line: str) -> str | None:
    """The agency whose own writer helped, and whose the piece is therefore.

    >>> helper_of("Associated Press writers Ada Berg and Tom Lund contributed to this report.")
    'Associated Press'
    """
    bare = _THE.sub("", " ".join(line.split()).lstrip(_MARKS), count=1)
    form = _opening(bare)
    return _forms()[form] if form and _WRITER.match(bare, len(form)) else None


def _plain_name(words: str) -> str | None:
    """The agency whose name the words are, and nothing more, but for marks, "the" and a desk's initials.

    >>> _plain_name("(AFP)"), _plain_name("dpa/mh"), _plain_name("Reuters said so")
    ('Agence France-Presse', 'Deutsche Presse-Agentur', None)
    """
    bare = _THE.sub("", words.strip(_MARKS), count=1)
    forms = _forms()
    return forms.get(bare) or forms.get(re.sub(r"[/-][a-z]{1,5}$", "", bare))


def _named(part: str) -> str | None:
    """The agency in a part of a byline: its name, before an office, or behind a person's name."""
    forms = _forms()
    if part in forms:
        return forms[part]
    form = _opening(part)
    if form and (_tells(form) or len(part.split()) == 2) and _OFFICE.fullmatch(part[len(form) :]):
        return forms[form]
    words = part.split()
    for size in range(min(4, len(words) - 2), 0, -1):
        form = " ".join(words[-size:])
        if form in forms and _behind_name(form, words[:-size]):
            return forms[form]
    return None


def _opening(words: str) -> str | None:
    """The longest form that `words` open with."""
    tokens = words.split()
    heads = (" ".join(tokens[:size]) for size in range(min(4, len(tokens)), 0, -1))
    return next((head for head in heads if head in _forms()), None)


def _tells(form: str) -> bool:
    """Whether a form is an agency beside other words: Petra and Lusa are people's names as well."""
    return form.isupper() or " " in form or "-" in form or form == "Reuters"


def _behind_name(form: str, before: list[str]) -> bool:
    """Whether a form behind other words without a mark is no part of them: "HARRISBURG PA" is."""
    if form.isupper() and " " not in form:
        return (len(form) > 2 or form == "AP") and not all(word.isupper() for word in before)
    return _tells(form)
