"""Sentences of a text, as spans: a break is proposed by its punctuation and refused by its words.

One compiled pattern proposes every place where a line could break; what stands left of it (an
abbreviation, an initial, a list number) and right of it (a small letter, a word that rarely opens
a sentence) then decides. Lines never run together. Abbreviations and opening words are lexicons.
"""

import re
from collections.abc import Iterator

from tasks import lexicons
from tasks.text.spans import Span

# End marks with what closes behind them: quotes, brackets, footnote numbers, spaced-out dots.
_PROPOSED = re.compile(
    r"""[.!?…](?<![.!?…].)(?<![.!?…][ ].)(?:[.!?…]|[ \u00a0]\.(?=[ \u00a0.]|$))*+     # the marks: "." "?!" ". . ."
        (?:["'”’»)\]}*_]|[ \u00a0]?(?:»|\[\d{1,3}\]|[:;]-?[)(DP](?!\S)))*+  # closes, footnotes, :-)
        (?:[ \t\u00a0\u2000-\u200a\u3000]+|(?=[A-Z“"‘(]))  # a space, or a capital glued on
        (?=\S)""",
    re.VERBOSE,
)
_WIDE = re.compile(r"[。！？]+[」』”’）]*(?=\S)|[؟।۔]+\s+(?=\S)")
_NEXT_WORD = re.compile(r"[\W_]{0,40}([^\W_]+(?:['’][^\W\d_]+)?)([.]?)")
_SAID = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov)\. )?(?:[A-Z][\w.’'-]*,? ){1,3}"
    r"(?:said|says|asked|asks|told|wrote|writes|added|replied|tweeted|shouted|continued|joked)\b"
)
_LIST_ITEM = re.compile(r"(?<!\S)([•⁃▪‣∙·*-]?\s?)(\d{1,2}|[a-z])(\.\)|[.)])(?=\s)")
_BULLET = re.compile(r"(?<=\s)[•▪‣∙⁃](?=\s?\S)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_CLOCK = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[ECMPB][SD]?T\b|GMT|UTC|Eastern|Pacific|Central|"
    r"Mountain|local|January|February|March|April|May|June|July|August|Sept|Oct|Nov|Dec|Jan|Feb|Aug"
)
_BULLETS = "•⁃▪‣∙·*-"
_LIST_OPENS = _BULLETS + "0123456789abcdefghijklmnopqrstuvwxyz "
_OPENERS = "“\"'‘([{«„*_ "

_KINDS = lexicons.mapping("abbreviations", "abbreviation", "kind")
_STARTERS = lexicons.column("sentence_starters", "word")
# A mail's or listing's parts that end without a mark: a stamp, an address, a rule, "Figure 1.2".
_UNMARKED = re.compile(
    r"\b\d{1,2}/\d{1,2}/\d{2,4} \d{1,2}:\d\d(?::\d\d)? [AP]M\b\s*"
    r"|(?:(?<![^\s(])https?://\S++|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.>]{0,64}[\w>])[ ]+(?=https?://|[A-Z][a-z])"
    r"|(?<!\S)(?:\*{3,}|={3,}|_{3,}|-{5,})\s+"
    r"|^(?:Figure|Table) \d+(?:\.\d+)? (?=[A-Z(])"
)
_UNMARKED_ASCII = (
    "@",
    "://",
    "***",
    "===",
    "___",
    "-----",
    "Figure ",
    "Table ",
    " AM",
    " PM",
)
_UNMARKED_SIGNS = (*"。！？؟।۔•▪‣∙⁃", *_UNMARKED_ASCII)
_FOOTNOTED = re.compile(r"\d{1,2} (?=[“\"]?[A-Z])")
_YEAR = re.compile(r"\(\d{4}\)")
_MONTHS = lexicons.column("months", "name")
_EXCLAIMED = lexicons.column("exclaimed_names", "name")


def split_sentences(text: str, start: int = 0) -> list[Span]:
    """The sentences of `text`, in order: no blank edges, none across a line break.

    Every character that is not white space is in exactly one of them. start: the offset that the
    text itself has where it is part of a longer one.

    >>> [text[a:b] for text in ["Mr. Hay left. He met E. Smith."] for a, b in split_sentences(text)]
    ['Mr. Hay left.', 'He met E. Smith.']
    """
    spans: list[Span] = []
    unmarked = _may_be_unmarked(text)
    for line in text.split("\n"):
        if line:
            begin = 0
            for end in (*_breaks(line, unmarked), len(line)):
                piece = line[begin:end]
                kept = piece.rstrip()
                if kept:
                    right = start + begin + len(kept)
                    spans.append(Span(right - len(kept.lstrip()), right))
                begin = end
        start += len(line) + 1
    return spans


def _breaks(line: str, unmarked: bool) -> list[int]:
    """Where the sentences of one line end, the last excepted: ascending offsets."""
    items = list(_list_breaks(line)) if line[0] in _LIST_OPENS and _LIST_ITEM.match(line) else []
    others = items[:]
    if unmarked and _may_be_unmarked(line):
        others += _unmarked_breaks(line)
    ends = []
    start = 0
    for match in _PROPOSED.finditer(line):
        mark, end = match.span()
        while items and items[0] <= mark:
            start = items.pop(0)
        token = line[max(line.rfind(" ", start, mark) + 1, start) : mark]
        plain = len(token) > 4 and token.isalpha() and token.islower()
        # A full stop, one space, a capital: by far the most of all breaks, so decided first.
        if not (plain and end == mark + 2 and line[mark] == "." and line[end].isupper()):
            end = _decided(line, start, token, mark, end)
        if end:
            ends.append(end)
            start = end
    return sorted({*ends, *others} - {0}) if others else ends


def _may_be_unmarked(text: str) -> bool:
    """Whether anything stands in a text that ends a sentence without a full stop."""
    return any(map(text.__contains__, _UNMARKED_ASCII if text.isascii() else _UNMARKED_SIGNS))


def _unmarked_breaks(line: str) -> list[int]:
    """Breaks that no full stop makes: wide marks, bullets, addresses, stamps, rules."""
    ends = []
    if not line.isascii():
        ends += [match.end() for match in _WIDE.finditer(line)]
        ends += [match.start() for match in _BULLET.finditer(line)]
    for match in _UNMARKED.finditer(line):
        ends.append(match.end())
        stamp = match[0][0].isdigit() and not line.endswith((" on ", " at "), 0, match.start())
        if stamp or not match[0][0].isalnum():
            ends.append(match.start())
    return ends


def _list_breaks(line: str) -> Iterator[int]:
    """Where the next items of a list begin, in a line that opens with one: "1. … 2. …"."""
    items = _LIST_ITEM.finditer(line)
    last = next(items)
    for item in items:
        if item[3] == last[3] and _ordinal(item[2]) == _ordinal(last[2]) + 1:
            yield item.start()
            last = item


def _ordinal(label: str) -> int:
    return int(label) if label.isdecimal() else ord(label)


def _decided(line: str, start: int, token: str, mark: int, end: int) -> int:
    """Whether the proposed break holds: the offset where the next sentence begins, or 0."""
    if not line[end - 1].isspace():
        return end if _glued_holds(token, line, end) else 0
    if line[end] == "(" and _YEAR.match(line, end):
        return 0
    if line[mark] != "." or line[mark + 1] in ".…":
        return _marks_hold(line, token, mark, end)
    if line.startswith(" . . ", mark + 1):
        # An ellipsis behind a full stop opens the next sentence: "compounds. . . . The".
        dots = line[mark:end].count(".")
        return (mark + 2 if token else end) * (line[end].isupper() and dots > 3)
    if not _stop_holds(line, start, token, mark, end):
        return 0
    note = _FOOTNOTED.match(line, end)
    after = note and _NEXT_WORD.match(line, note.end())
    return note.end() if note and after and after[1].lower() in _STARTERS else end


def _glued_holds(token: str, line: str, end: int) -> bool:
    """No space before a capital: only a word, its mark, and a word that opens sentences."""
    after = _NEXT_WORD.match(line, end)
    if not after or not token[-2:].isalpha() or not token[-1].islower():
        return False
    return after[1].lower() in _STARTERS and not after[2] and "." not in token


def _marks_hold(line: str, token: str, mark: int, end: int) -> int:
    """Breaks at "?", "!" and ellipses; small letters and "Name said" carry on the sentence."""
    closed = line[mark:end].rstrip()[-1] not in ".!?…"
    after = _NEXT_WORD.match(line, end)
    if not after or line[mark - 1 : mark] == "[" or token.lstrip(_OPENERS) in _EXCLAIMED:
        return 0
    small = after[1][0].islower()
    if line[mark] in ".…" and line[mark:end].strip("\"'”’)]} ").strip(".…") == "":
        return end if not small and token else 0
    if small:
        asked = line[mark] == "?" or token.islower()
        return end if asked and not closed and line[mark:end].rstrip()[-1] in "?!" else 0
    return 0 if closed and _SAID.match(line, end) else end


def _stop_holds(line: str, start: int, token: str, mark: int, end: int) -> bool:
    """Breaks at a full stop: what stands before it, then what comes after."""
    after = _NEXT_WORD.match(line, end)
    word = token.lstrip(_OPENERS + _BULLETS)
    kind = _KINDS.get(word) or _KINDS.get(word.capitalize() if word.isupper() else "", "")
    if not after:
        return not kind
    if after[1][0].islower() and line[end] != "(":
        plain = len(word) > 1 and word.isalpha() and word.islower() and not kind
        return plain and line[mark + 1].isspace() and line[end].isalpha()
    opens = after[1].lower() in _STARTERS and not after[2] and after[1][0].isupper()
    if _label(line, start, word, mark):
        return False
    if kind:
        return _abbreviation_ends(kind, opens, line, start, mark, end)
    if len(word) == 1 and word.isalpha():
        return opens and word != "A"
    if word[1:2] == "." and _INITIALS.fullmatch(word):
        return opens
    return not (word.isdecimal() and after[1].lower() in _MONTHS)


def _abbreviation_ends(kind: str, opens: bool, line: str, start: int, mark: int, end: int) -> bool:
    if kind in ("before_name", "never_ends"):
        return False
    if kind in ("before_number", "month"):
        return not line[end].isdigit()
    if kind == "time":
        # "At 5 a.m. Mr. Smith …": an hour this early in the sentence introduces it.
        early = line.count(" ", start, mark) < 4
        return not early and (opens or not _CLOCK.match(line, end + (line[end] == "(")))
    return opens


def _label(line: str, start: int, word: str, mark: int) -> bool:
    """Whether the sentence so far is only a list label: "2." or "b."."""
    return len(word) < 3 and line[start:mark].strip(_BULLETS + " (") == word
