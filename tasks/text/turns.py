"""Lines that open with who speaks and a colon: turns of a transcript or of an interview."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from tasks import lexicons
from tasks.text.spans import Span

_LONGEST = 140  # characters of a line in which its label ends
_SMALL = r"(?:of|the|and|de|del|la|le|van|von|der|den|al|el|bin|ibn)"
_WORD = r"[^\W_a-zß-öø-ÿ][\w.'’&-]*"
# "LUND:", "SEN. ADA HOLM (D-Ore.):", "ADA HOLM, HOST:", "Ada Holm:", "Q."
_LABEL = re.compile(
    rf"(?:(?P<letter>[QA])[.:]|(?P<name>(?!\d){_WORD}(?: (?:{_SMALL}|{_WORD})){{0,5}})"
    r"(?:, [\w. /-]{2,30})?(?: ?[(\[][^()\[\]\n]{1,80}[)\]])? ?:)(?=[\sA-Z“\"]|$)"
)
_OWNS = re.compile(r"['’]s\b")  # "The Echo's Ada Holm: …" heads what she is said to have written
# "(CROSSTALK)", "[Laughter.]", "(SOUNDBITE OF ARCHIVED RECORDING)": what is heard beside the words.
_STAGE = re.compile(r"[(\[][^()\[\]]{3,60}[)\]]\.?$")
_TALK = re.compile(r"\?|\b(?:I|[Yy]ou|[Ww]e|[Mm]y|[Yy]our|[Oo]ur|me|us|[Yy]es|[Nn]o|[Tt]hank)\b")
_STOP = re.compile(r"\w.*(?:[.!?…]|--|[—–])[\"'”’)\]]*$")
_TURNS, _VOICES = 2, 2  # turns of a voice that takes part, and such voices of a transcript
_QUESTIONS, _LONG = 3, 40  # questions of an interview at least; words of one at most
_MARKS = frozenset("“\"‘'«„`-–—•*")
_ADDRESSED = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
_MEETING = re.compile(
    r"\binterview|\bspoke (?:to|with)\b|\btalk(?:s|ed) (?:to|with)\b|\bin conversation\b|"
    r"\bsat down with\b|\bedited for (?:length|clarity)\b|\bcondensed\b",
    re.IGNORECASE,
)


class Label(NamedTuple):
    """Who a line says speaks: offsets in the line of the name's words and of what follows the colon."""

    name: Span
    behind: int


def label_of(line: str) -> Label | None:
    """The label that a line opens with, if it has the build of one.

    >>> line = "ADA HOLM, HOST: Good morning."
    >>> found = label_of(line)
    >>> line[slice(*found.name)], line[found.behind:]
    ('ADA HOLM', 'Good morning.')
    """
    if ":" not in line[:_LONGEST] and line[:2] not in ("Q.", "A."):
        return None
    found = _LABEL.match(line[:_LONGEST])
    if found is None or _OWNS.search(found[0]):
        return None
    behind = found.end()
    behind += len(line[behind:]) - len(line[behind:].lstrip())
    return Label(Span(*found.span("letter" if found["letter"] else "name")), behind)


def kind_of(label: str) -> str:
    """Whether a label stands for whoever asks (`question`) or answers (`answer`).

    Or is none, but heads what follows (`rubric`); else "".
    """
    return lexicons.mapping("turn_labels", "label", "kind").get(label.lower(), "")


def key(label: str) -> str:
    """What two labels of one voice have in common: "PETRA LUND", "Lund" → "lund".

    >>> key("SEN. PETRA LUND"), key("OFFICER 2")
    ('lund', 'officer 2')
    """
    low = label.lower()
    return low if low[-1:].isdigit() else low.split()[-1]


def is_stage(line: str) -> bool:
    """Whether a line in brackets tells what is heard beside the words."""
    return line[:1] in ("(", "[") and _STAGE.match(line) is not None


def is_plain(line: str) -> bool:
    """Whether a line is neither in marks nor a point of a list nor a stage note."""
    return line[:1] not in _MARKS and not is_stage(line)


def is_question(line: str) -> bool:
    """Whether a line is a question without a label, as it stands over an answer."""
    return line.endswith("?") and is_plain(line) and len(line.split()) <= _LONG


def ends(line: str) -> bool:
    """Whether a line ends as speech does: with a stop, or broken off with a dash."""
    return _STOP.search(line) is not None


def is_met(line: str) -> bool:
    """Whether a line tells that somebody met somebody for an interview."""
    return _MEETING.search(line) is not None


def is_addressed(words: str) -> bool:
    """Whether words are put to somebody: to "you"."""
    return _ADDRESSED.search(words) is not None


def is_meeting(lines: Sequence[str], asking: Sequence[int]) -> bool:
    """Whether the lines `asking` of a text are an interviewer's questions.

    There are three or more, most are put to "you", and the text tells that somebody met somebody.
    """
    put = sum(is_addressed(lines[n]) for n in asking)
    plenty = len(asking) >= _QUESTIONS and 2 * put >= len(asking)
    return plenty and any(map(is_met, lines))


def is_talk(said: str) -> bool:
    """Whether words are such as people say to each other: they ask, or say "I" or "you"."""
    return _TALK.search(said) is not None


def turns(lines: Sequence[str]) -> list[int]:
    """The lines of a text that are turns of a transcript; none where it is no transcript.

    In a transcript two voices have two turns each, take them by turns, and talk: so neither the
    points of a recipe nor "Winner: …" and "Loser: …" are one. Between them others may speak once.

    >>> turns(["LUND: Is it safe?", "HOLM: I hope so.", "(LAUGHTER)", "LUND: You hope?", "HOLM: Yes."])
    [0, 1, 2, 3, 4]
    """
    likely = [n for n, line in enumerate(lines) if ":" in line[:_LONGEST]]
    if len(likely) < _TURNS * _VOICES:
        return []
    labels = {n: found for n in likely if (found := label_of(lines[n]))}
    keys = {n: key(lines[n][slice(*label.name)]) for n, label in labels.items()}
    count = Counter(keys.values())
    voices = {one for one, often in count.items() if often >= _TURNS and one not in _rubrics()}
    taken = [n for n, one in keys.items() if one in voices]
    changes = sum(keys[a] != keys[b] for a, b in pairwise(taken))
    talk = sum(is_talk(lines[n][labels[n].behind :]) for n in taken)
    if len(voices) < _VOICES or 2 * changes < len(taken) or 2 * talk < len(taken):
        return []
    between = range(taken[0] + 1, taken[-1])
    others = (n for n in between if n in keys and keys[n] not in voices | _rubrics())
    once = [n for n in others if " " in lines[n][slice(*labels[n].name)]]
    return sorted([*taken, *once, *(n for n in between if is_stage(lines[n]))])


def answers(lines: Sequence[str]) -> tuple[list[int], list[int]]:
    """The questions of an interview without labels, and the lines that can only answer them.

    Those are sentences that stand right below one. Questions behind "Q:" are counted, not given.
    """
    asks = [n for n, line in enumerate(lines) if line[-1:] == "?" and is_question(line)]
    if not asks:
        return [], []
    marked = [n for n, line in enumerate(lines) if line[:2] in ("Q:", "Q.")]
    asking = sorted({*asks, *marked})
    if not is_meeting(lines, asking):
        return [], []
    below = (n + 1 for n in asks[:-1] if n + 1 not in asking)
    return asks, [n for n in below if is_plain(lines[n]) and ends(lines[n])]


@cache
def _rubrics() -> frozenset[str]:
    """Words that head lists and notes of a page, not turns: "Related: …"."""
    heads = (row["line"].split()[-1] for row in lexicons.rows("role_heads"))
    return frozenset([*heads, "advertisement"])
