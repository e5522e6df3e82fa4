"""Lines of a text, cut where one line holds two things: stamp and caption, dateline and story.

`openings` finds what a line begins with before any model reads it; `divided` cuts what a labelled
line ends with. Together with the labels they give spans that cover all but white space.
"""

import re
from typing import NamedTuple

from tasks.text.agencies import credited
from tasks.text.bylines import foot_of
from tasks.text.datelines import Dateline, find_dateline, find_stamp, is_label
from tasks.text.headlines import has_cue
from tasks.text.roles_company import kind
from tasks.text.spans import RoleSpan, Span, shifted

_LINE = re.compile(r"\S.*")
_TURN = re.compile(r"[A-Z][A-Z .'’-]{2,40}:\s")  # so a transcript's speakers take turns
_HEADLINE, _NEAR = 25, 2  # words of a headline at most; lines below it that may show what it is
_PARAGRAPH = 60  # characters before a note of reporters that are a paragraph of the story
_DESCRIBED, _TOLD = 500, 5  # characters of a caption; words of one that tell what is seen
_FIRST = 3  # lines in which an unknown place before a colon is believed
_EARLY = 5  # lines in which a dateline of an unknown place is believed
# A photo's credit behind its caption: "(Photo: AP)", "REUTERS/Jim Holm", "Ann Lee/Getty Images".
_CREDIT = re.compile(
    r"(?:[(\[](?:(?:AP |Reuters |AFP )?(?:photo|image|photograph|file|screenshot|illustration|via|courtesy|credit)\b[^()\[\]]*"
    r"|[^()\[\]]*(?:/|, |via )(?:AP|Reuters|REUTERS|AFP|EPA|Getty(?: Images)?|Bloomberg|Shutterstock|Alamy|Instagram|Twitter|Facebook)\s*"
    r"|AP|Reuters|AFP|Getty Images)[)\]]"
    r"|(?:REUTERS|AFP|EPA|AP)\s?/\s?[A-Z][\w.’' -]{2,40}(?:/[A-Z][\w -]{2,30}){0,2}"
    r"|(?:[A-Z][\w.’'-]+ ){1,4}?/ ?(?:AP|Reuters|AFP|EPA|Getty Images|Bloomberg)"
    r"|(?:Photo|Image|Credit|Photograph|Picture)(?: by| credit| courtesy(?: of)?)?: .{2,60})\s*\.?$",
    re.IGNORECASE,
)


_YEAR = re.compile(r"\d{4}")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
# Rules that no model need be asked about, each a whole line and known by a cheap sign.
_SURE = (
    (" ago", "dateline", re.compile(r"\d{1,2} (?:minutes?|hours?|days?|weeks?|months?|years?) ago$")),
    ("(@", "embed", re.compile(r".*[—–-] ?[^—–]{1,60}\(@\w+\) \w+ \d{1,2}, \d{4}$")),
    ("@", "embed", re.compile(r"\.?@\w+: .*")),
    ("By ", "byline", re.compile(r"By (?:[A-Z][\w.'’-]+,? (?:and )?){1,5}[A-Z][\w.'’-]+(?: ?\(? ?@\w+ ?\)?|, [\w ]{3,40}| in [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2})?$")),
    ("By our ", "byline", re.compile(r"By our (?:[\w-]+ ){0,4}(?:staff|correspondents?|reporters?|writers?|team|desk)$")),
    (" by ", "byline", re.compile(r"(?:Words|Text|Story|Interview) by (?:[A-Z][\w.'’-]+,? (?:and )?){1,5}[A-Z][\w.'’-]+$", re.IGNORECASE)),
    (" by ", "credit", re.compile(r"(?:[—–-] ?)?(?:Additional )?(?i:Photographs?|Photos|Photography|Pictures|Images|Illustrations?|Graphics) by (?:[A-Z][\w.'’-]+,? (?:and )?){1,5}[A-Z][\w.'’-]+(?: [—–-])?$")),
    ("This ", "correction", re.compile(r"[(•*]?\s?This (?:story|article|report) (?:has been|was) (?:refiled|corrected|amended|clarified) .*")),
    (": ", "boilerplate", re.compile(r"(?:Read|Watch|Listen)(?: now)?: .*[^.:]$", re.IGNORECASE)),
    ("mage", "caption", re.compile(r"Image caption[,:] ?\S.*")),
    ("mage", "credit", re.compile(r"Image (?:source|copyright|credit)[,:] ?\S.{1,60}$")),
    ("Right: ", "caption", re.compile(r"Left: \S.*[.;] Right: \S.*")),
    (" pictured ", "caption", re.compile(r".{1,300}?[,(] ?pictured \w.{1,300}[^.!?\"'”’]$")),
    ("P", "byline", re.compile(r"P(?:ar|or) (?:[A-ZÀ-Þ][\w.'’-]+,? ){1,4}[A-ZÀ-Þ][\w.'’-]+(?:, (?:à|en|au) [\w ]{3,30})?$")),
    (" contributed ", "byline", re.compile(r".{3,200} contributed (?:reporting|to this (?:report|story|article))\.?$")),
    ("ing by ", "byline", re.compile(r"\(?(?:Additional )?(?:reporting|writing|editing|compiled) by [A-Z].{3,250}$", re.IGNORECASE)),
)  # fmt: skip
# "…, Osterna province, Norway March 2, 2031.": the place and day a picture was taken.
_TAKEN = re.compile(
    rf"[\w.,)’']+ [A-Z][\w.]*,? {_MONTH} \d{{1,2}},? \d{{4}}\s?\.(?: (?:REUTERS|AFP|AP|EPA)\b.*)?$"
)


def sure_role(words: str) -> str | None:
    """The role of a line where a rule is sure of it, else None.

    >>> sure_role("Evening falls over the bay of Osterna, Norway March 2, 2031.")
    'caption'
    >>> sure_role("— Associated Press")
    'credit'
    """
    for sign, role, rule in _SURE:
        if sign in words and rule.match(words):
            return role
    if words[:1] in "—–-" and len(words) < _PARAGRAPH and credited(words):
        return "credit"
    end = words[-90:]
    return "caption" if ", " in end and _YEAR.search(end) and _TAKEN.search(end) else None


class Opened(NamedTuple):
    """A line: its span, the stamp or dateline it opens with, and what the model is to read."""

    line: Span
    opening: Dateline | None
    rest: Span


def lines_of(text: str) -> list[Span]:
    """The lines of `text` that are not blank, without white space around them.

    >>> lines_of(" One \\n\\nTwo")
    [Span(start=1, end=4), Span(start=7, end=10)]
    """
    return [Span(m.start(), m.start() + len(m[0].rstrip())) for m in _LINE.finditer(text)]


def openings(text: str) -> list[Opened]:
    """Every line with its opening; `rest` is empty where the opening is all of it.

    >>> text = "date 2031-03-02 Crowds at the quay."
    >>> text[slice(*openings(text)[0].rest)]
    'Crowds at the quay.'
    """
    opened = []
    lines = lines_of(text)
    alone = sum(_is_turn(text, line.start) for line in lines) == 1
    for number, line in enumerate(lines):
        words = text[line.start : line.end]
        found = find_stamp(words) or find_dateline(
            words, number < _EARLY, alone and number < _FIRST
        )
        if found is None:
            opened.append(Opened(line, None, line))
            continue
        found = found._replace(span=shifted(found.span, line.start))
        begin = found.span.end
        begin += len(text[begin : line.end]) - len(text[begin : line.end].lstrip())
        opened.append(Opened(line, found, Span(begin, line.end)))
    return opened


def _is_turn(text: str, start: int) -> bool:
    """Whether a line opens as a speaker's turn does, or a place before a colon: not as a label."""
    found = _TURN.match(text, start)
    return found is not None and not any(map(is_label, found[0].split()))


def headed(words: str, below: list[Opened], labels: list[str]) -> bool:
    """Whether a text's first line, `words`, is its headline: a byline or dateline stands below.

    below: the openings of the lines after it; labels: their roles so far.
    """
    if not 4 <= len(words.split()) <= _HEADLINE or words[-1] in ".:;,":
        return False
    if has_cue(words):
        return False
    near = zip(below[:_NEAR], labels, strict=False)
    return any(label == "byline" or each.opening for each, label in near)


def _places(opening: Dateline) -> bool:
    return bool(opening.place or opening.agency)


def _describes(words: str) -> bool:
    """Whether a line tells what a picture shows before it says whose it is."""
    credit = _CREDIT.search(words) if len(words) < _DESCRIBED else None
    before = words[: credit.start()].split() if credit else []
    return len(before) >= _TOLD and "toggle" not in before


def divided(text: str, opened: Opened, role: str) -> list[RoleSpan]:
    """The spans of one line whose `rest` was labelled `role`.

    >>> text = "OSTERVIK (Reuters) - Two ferries met. (Reporting by Ada Berg)"
    >>> [(text[a:b], role) for a, b, role in divided(text, openings(text)[0], "body")]
    [('OSTERVIK (Reuters) -', 'dateline'), ('Two ferries met.', 'body'), ('(Reporting by Ada Berg)', 'byline')]
    """
    spans = []
    start, end = opened.rest
    if opened.opening:
        spans.append(RoleSpan(*opened.opening.span, "dateline"))
        # What a place or agency opens is the story, whatever its line looks like, but for its points.
        placed = _places(opened.opening) and kind(text[start:end]) != "points"
        if role == "dateline" or (placed and role not in ("caption", "embed")):
            role = "body"
    words = text[start:end]
    cut, tail = -1, role
    if role in ("body", "byline"):
        cut, tail = foot_of(words), "byline"
        role = "body" if cut > _PARAGRAPH else role
    elif role == "caption" or (role in ("credit", "boilerplate") and _describes(words)):
        role, credit = "caption", _CREDIT.search(words)
        cut, tail = (credit.start() if credit else -1), "credit"
    if cut > 0:
        before = len(words[:cut].rstrip())
        spans.append(RoleSpan(start, start + before, role))
        start += cut
        role = tail
    if start < end:
        spans.append(RoleSpan(start, end, role))
    return spans
