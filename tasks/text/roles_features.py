"""What can be seen of a line without reading the story: its typography, cues, place and words.

Numbers for the role model of `tasks.models.roles`, made for all lines of a shard at once.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from tasks.text import roles_cues
from tasks.text.datelines import find_dateline, find_stamp
from tasks.text.roles_cues import SEEN

VERSION = "roles-8"  # of what the features mean: a model is bound to it

_NEAR = 12  # lines from either end of the text; farther is all the same
_LONG = 800  # characters; longer is all the same
_EARLY = 5  # lines in which a dateline of an unknown place is believed
_CLASSES = ("", "“\"‘'«„", "([", "•*-–—>~|", "@#", ".", "?!", ":", "…", "”\"'’»", ")]", ",;")

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|[^\w\s]")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DATED = re.compile(
    rf"\b(?:{_MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?|{_MONTH} \d{{4}})"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATED_END = re.compile(rf"{_DATED.pattern}\s*[.)\]]*\s*$")
_SAID = frozenset(
    ["said", "says", "told", "added", "wrote", "asked", "argued", "announced", "according"]
)
_VERBS = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "will",
        "would",
        "can",
        "could",
        "did",
        "does",
        "do",
        "be",
        "been",
        "said",
        "says",
    ]
)
_YOU = frozenset(["you", "your", "us", "our", "here", "click", "free"])
_DIGIT = re.compile(r"\d")
_HANDLE = re.compile(r"[@#]\w{2,}")
_TWEETED = re.compile(r"[—–-] ?[^—–]{1,60}\(@\w+\) \w+ \d{1,2}, \d{4}\s*$")
_SLASHED = re.compile(r"[A-Z][\w.-]+ ?/ ?[A-Z][\w .-]*\s*[)\]]?\s*\.?$")
_BRACKETED_END = re.compile(r"[(\[][^()\[\]]{2,80}[)\]]\s*\.?\s*$")
_PERSON = re.compile(r"(?:By:? |— |~|• )?(?:[A-Z][\w.'’-]+,? (?:and )?){1,4}[A-Z][\w.'’-]+\s*$")
_MARKS = "“”\"'‘’.,;:!?()[]"


def features(documents: Sequence[Sequence[str]]) -> np.ndarray:
    """WIDTH numbers for each line of all documents, in order: of the line, then of its place.

    Lines are not blank and have no white space around them.
    """
    lines = [line for document in documents for line in document]
    if not lines:
        return np.zeros((0, WIDTH), np.float32)
    low = [line.lower().replace("’", "'") for line in lines]
    early = [number < _EARLY for document in documents for number in range(len(document))]
    parts = [_typography(lines), _wording(lines, low, early), roles_cues.flags(low)]
    return np.hstack([*parts, np.vstack([_place(document) for document in documents if document])])


def words(line: str) -> list[str]:
    """Words for the bag: the first and last by place, all of them where the line is short."""
    if len(line) > SEEN:
        found: list[str] = []
        opens = [word.strip(_MARKS) for word in line[:40].lower().split()[:3]]
        closes = [word.strip(_MARKS) for word in line[-40:].lower().split()[-3:]]
    else:
        found = [word.lower() for word in _WORD.findall(line)]
        opens, closes = found[:3], found[-3:]
    head = [f"^{n}{word}" for n, word in enumerate(opens)]
    foot = [f"${n}{word}" for n, word in enumerate(reversed(closes))]
    return head + foot + found


def _typography(lines: Sequence[str]) -> np.ndarray:
    """Sizes, letters, capitals, and the classes of the first and last character."""
    size = np.array([len(line) for line in lines], np.float32)
    counts = np.array([line.count(" ") + 1 for line in lines], np.float32)
    first = np.array([_class(line[0]) for line in lines])
    last = np.array([_class(line[-1]) for line in lines])
    kinds = np.arange(len(_CLASSES) + 4)
    limits = [counts <= n for n in (2, 4, 8, 14)] + [counts > 25, size > 250]
    marks = [
        (min(line.count("“") + line.count('"'), 4), min(line.count(". "), 4), "  " in line)
        for line in lines
    ]
    columns = [np.log(size.clip(1, _LONG)), counts.clip(1, 60), *limits, _shares(lines)]
    columns += [first[:, None] == kinds, last[:, None] == kinds, marks]
    return np.column_stack(columns).astype(np.float32)


def _shares(lines: Sequence[str]) -> np.ndarray:
    """Shares of capitals, digits, letters, capitalised words at the line's head; all capitals?"""
    heads = [f" {line[:SEEN]}".encode("latin-1", "replace") for line in lines]
    starts = np.cumsum([0, *map(len, heads)])[:-1]
    codes = np.frombuffer(b"".join(heads), np.uint8)
    opens = np.roll(_SPACE[codes], 1) & ~_SPACE[codes]
    flags = [_UPPER[codes], _FIGURE[codes], _LETTER[codes], opens & _UPPER[codes], opens]
    upper, digits, letters, titled, words = (
        np.add.reduceat(flag.astype(np.float32), starts) for flag in flags
    )
    size = np.add.reduceat(np.ones(len(codes), np.float32), starts) - 1
    share = titled / words.clip(1)
    capitals = (upper == letters) & (letters > 2)
    return np.column_stack(
        [upper / letters.clip(1), digits / size, letters / size, share, share == 1, capitals]
    )


def _table(test: Callable[[str], bool]) -> np.ndarray:
    """Latin-1 codes that pass `test`; "?" stands for all other scripts, whose marks are rare."""
    return np.array([test("a" if code == ord("?") else chr(code)) for code in range(256)])


_UPPER, _FIGURE = _table(str.isupper), _table(str.isdigit)
_LETTER, _SPACE = _table(str.isalpha), _table(str.isspace)


def _class(character: str) -> int:
    """A character's class: a group of `_CLASSES`, or letter (small, capital), digit, other."""
    if character.isalnum():
        place = 0 if character.islower() else 1 if character.isalpha() else 2
        return len(_CLASSES) + place
    for number, group in enumerate(_CLASSES):
        if character in group and group:
            return number
    return len(_CLASSES) + 3


def _wording(lines: Sequence[str], low: Sequence[str], early: Sequence[bool]) -> np.ndarray:
    """Whether a line shows a date, a verb, a link, a person, a dateline …"""
    rows = []
    for line, small, near in zip(lines, low, early, strict=True):
        head, tail = small[:SEEN], line[-90:]
        seen = set(head.split())
        closed = tail[-1] in ")]."
        rows.append((
            _may_date(head) and bool(_DATED.search(head)),
            _may_date(small[-40:]) and bool(_DATED_END.search(small[-40:])),
            not _SAID.isdisjoint(seen), not _VERBS.isdisjoint(seen), not _YOU.isdisjoint(seen),
            _is_linked(small),
            ("@" in line or "#" in line) and bool(_HANDLE.search(line)),
            _is_tweeted(line), "/" in tail and bool(_SLASHED.search(tail)),
            closed and bool(_BRACKETED_END.search(tail)),
            len(line) < 60 and bool(_PERSON.match(line)), "|" in line, ": " in line[:40],
            line[0] in _CLASSES[1] and line[-1] in _CLASSES[9],
            bool(find_dateline(line, near)), bool(find_stamp(line)),
        ))  # fmt: skip
    return np.array(rows, np.float32)


def _may_date(low: str) -> bool:
    """Whether a month and a figure stand in the text: most lines have none, and cost no pattern."""
    return any(map(low.__contains__, _MONTHS)) and bool(_DIGIT.search(low))


def _place(lines: Sequence[str]) -> np.ndarray:
    """A line's place among the others: order, repeats, company."""
    total = len(lines)
    order = np.arange(total)
    rest = total - 1 - order
    sizes = np.array([len(line) for line in lines])
    usual = sorted(map(len, lines))[total // 2]
    seen, opens = Counter(lines), Counter(line[:12] for line in lines)
    text = "\n".join(lines)
    again = [[seen[line] > 1, opens[line[:12]] > 2, _repeated(line, text)] for line in lines]
    ends = [order == 0, order == 1, order == 2, rest == 0, rest <= 2]
    # Capped: a model must not run off where an article is longer than any it has learnt from.
    near = [order.clip(0, _NEAR), rest.clip(0, _NEAR), (sizes / usual).clip(0, 3)]
    tweeted = np.array([*map(_is_tweeted, lines), *[False] * 4])
    heads = np.array(list(map(_is_heading, lines)))
    prose = np.array([False, *map(_is_prose, lines), False])
    framed = [heads, heads & prose[2:], heads & prose[2:] & prose[:-2]]
    ahead = [tweeted[n : total + n] for n in (1, 2, 3, 4)]
    return np.column_stack(
        [
            *near,
            *ends,
            *framed,
            np.any(ahead, axis=0),
            np.full(total, tweeted.any()),
            np.full(total, total < _NEAR),
            again,
        ]
    ).astype(np.float32)


def _is_heading(line: str) -> bool:
    """Whether a line has the build of a subhead: few words, no end mark, no list of names."""
    if len(line) > 70 or line[-1] in '.!,;…”")]' or "," in line:
        return False
    words = line.split()
    if not 2 <= len(words) <= 10:
        return False
    capitals = line.isupper()
    if (":" in line[:-1]) or (line[-1] == ":" and not capitals) or (capitals and len(words) > 5):
        return False
    named = len(words) < 4 and all(word[0].isupper() for word in words) and not capitals
    return not named and (line[0].isupper() or line[0].isdigit() or line[0] in "‘“'\"")


def _is_prose(line: str) -> bool:
    return len(line) >= 90 and line.rstrip("”\"'’)")[-1:] in (".", "!", "?", "…", ":")


def _is_linked(low: str) -> bool:
    return "http" in low or ".com" in low or "www." in low or "t.co/" in low or "pic.tw" in low


def _is_tweeted(line: str) -> bool:
    return "(@" in line[-90:] and bool(_TWEETED.search(line[-90:]))


def _repeated(line: str, text: str) -> bool:
    """Whether the line's words stand elsewhere too: a quotation lifted out of the text."""
    words = line.strip("“”\"'‘’. ")
    return 30 < len(words) < 250 and text.count(words) > 1


WIDTH = (
    _typography(["-"]).shape[1]
    + _wording(["-"], ["-"], [True]).shape[1]
    + len(roles_cues.COLUMNS)
    + _place(["-"]).shape[1]
)
