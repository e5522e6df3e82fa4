"""The role printed with a person: the title before the name, or the apposition on either side."""

from bisect import bisect_right
from functools import cache

from tasks.articles.genders import of_nouns
from tasks.articles.people import actor_words, title_length
from tasks.text.quotes_phrase import role_words
from tasks.text.quotes_sources import TIMES, left_phrase
from tasks.text.reading import Reading

_VERBS = frozenset(["VBD", "VBZ", "AUX"])
_ROLE_TAGS = frozenset(["NOUN", "NAME", "ADJ", "POS", "VBN", "MARK", "NUM"])
_APPOSED_TAGS = frozenset(["DET", "NOUN", "ADJ", "NAME"])
_BREAKS = frozenset(',.;:()—–"“”')
_CLOSES = frozenset(',.;)"”')
_LONGEST = 20  # words; without a bound a page of nothing but names is read over and over


def role_of(reading: Reading, first: int, last: int) -> str | None:
    """A person's role: the title before the name, or the apposition beside it.

    first, last: the name's tokens, titles included where the name has them.
    """
    start = first + title_length(reading.words[first:last])
    begin = start
    while max(start - _LONGEST, 0) < begin and reading.tags[begin - 1] in _ROLE_TAGS:
        line = reading.text[reading.ends[begin - 1] : reading.starts[begin]]
        if reading.words[begin - 1] in _BREAKS or "\n" in line:
            break
        begin -= 1
    while begin < start and reading.tags[begin] in ("MARK", "POS", "NUM"):
        begin += 1
    named = not role_words().isdisjoint(reading.lower[begin:start])
    if named and any(word[0].islower() for word in reading.words[begin:start]):
        return _text(reading, begin, start)
    office = _office_before(reading, begin, last)
    if office or not named:
        return office or _apposition(reading, last)
    return _text(reading, begin, start)


def _text(reading: Reading, first: int, last: int) -> str:
    return reading.text[reading.starts[first] : reading.ends[last - 1]]


@cache
def is_role(word: str) -> bool:
    """Whether a word, in small letters, is an office, an occupation or kin."""
    return word in role_words() or word in actor_words("occupation") or bool(of_nouns(word))


def _office_before(reading: Reading, first: int, last: int) -> str | None:
    """The phrase a name is set behind: "the health secretary, Oda Holm, said"."""
    if first < 2 or reading.words[first - 1] != ",":
        return None
    if last < len(reading.words) and reading.words[last] not in _CLOSES:
        return None
    floor = reading.firsts[bisect_right(reading.firsts, first - 1) - 1]
    phrase = left_phrase(reading, first - 1, floor) if first - 1 > floor else None
    if not phrase or phrase[1] - phrase[0] > _LONGEST or "\n" in _text(reading, *phrase):
        return None
    begin, end = phrase
    if reading.tags[begin] != "DET" and "POS" not in reading.tags[begin:end]:
        return None
    begin += reading.tags[begin] == "DET"
    return _text(reading, begin, end) if any(map(is_role, reading.lower[begin:end])) else None


def _apposition(reading: Reading, last: int) -> str | None:
    tags, words, size = reading.tags, reading.words, len(reading.words)
    if words[last : last + 1] == [","] and tags[last + 1 : last + 2] == ["NUM"]:
        last += 2 if words[last + 2 : last + 3] == [","] else 0
    if last + 1 >= size or words[last] != "," or tags[last + 1] not in _APPOSED_TAGS:
        return None
    end = last + 1
    while end < min(size, last + _LONGEST) and words[end] not in _BREAKS:
        if tags[end] in _VERBS or tags[end] == "REL":
            break
        end += 1
    if end < size and (words[end] in ",." or tags[end] == "REL"):
        stretch = reading.lower[last + 1 : end]
        if any(map(is_role, stretch)) or _is_one(reading, last + 1, end):
            return _text(reading, last + 1, end)
    return None


def _is_one(reading: Reading, first: int, last: int) -> bool:
    """Whether "a behavioural ecologist at the institute" says what somebody is."""
    if reading.lower[first] not in ("a", "an"):
        return False
    core = first + 1
    while core < last and reading.tags[core] in ("NOUN", "NAME", "ADJ", "MARK", "NUM", "VBN"):
        core += 1
    others = (TIMES | actor_words("no_role")).intersection(reading.lower[first:core])
    return reading.tags[core - 1] == "NOUN" and not others
