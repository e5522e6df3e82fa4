"""The noun phrase that a cue's speaker is: left of the verb, right of it, or after a preposition."""

from tasks.text.function_words import words
from tasks.text.quotes_group import group
from tasks.text.quotes_heads import TIMES, headed, left_phrase
from tasks.text.quotes_phrase import (
    dangles,
    glued,
    handle,
    named_after,
    titles,
)
from tasks.text.reading import Reading

_NOMINAL = frozenset(["NOUN", "NAME", "NUM", "ADJ", "POS", "PRON"])
_CORE_END = frozenset(["NOUN", "NAME", "NUM", "PRON", "REL", "DET", "ADJ", "X"])
_HEADS = frozenset(["NOUN", "NAME", "PRON", "NUM"])
_PRONOUNS = words("speaker_pronoun")
_PERSONAL = _PRONOUNS - {"that", "which", "who", "this"}
_JOIN = frozenset(["-", "&", "/"])
# "By phone they had said": these begin a clause, and no phrase goes on with them.
_OPENS_CLAUSE = frozenset(["he", "she", "they", "we", "i"])

_FINITE = frozenset(["VBD", "VBZ", "AUX"])
_RECEIVING = frozenset(["her", "him", "it", "me", "them", "us"])
_BREAKS = frozenset([",", ";", ":", "—", "–", "“", "”", '"', "''", "``"])
_MARKS = frozenset(["“", "”", '"', "''", "``", "‘", "’", "'"])
_CLOSING = frozenset(["”", '"', "''", "’", "'"])
_BEFORE_TITLE = frozenset(["PREP", "NOUN", "POS", "DET", "VBD", "AND"])
# Tokens: of a title in marks; commas gone back over, and of what stands between two.
_TITLE = 10
_HOPS, _APPOSED = 3, 45

Phrase = tuple[int, int]


def left(reading: Reading, verb: int, floor: int) -> Phrase | None:
    """The subject that ends before the verb at `verb`, not reaching before token `floor`."""
    end = _before_auxiliaries(reading, verb, floor)
    if end <= floor:
        return None
    if reading.words[end - 1] == ")":
        return _over_brackets(reading, end, floor)
    if reading.words[end - 1] == ",":
        return _over_apposition(reading, end, floor)
    if reading.words[end - 1] in _CLOSING and reading.words[end - 2] == ",":
        return _over_title(reading, end, floor)
    if reading.lower[end - 1] in TIMES or _year(reading.words[end - 1]):
        return _before_time(reading, end, floor)
    if reading.tags[end - 1] not in _CORE_END and not _heads(reading, end - 1, floor):
        return None
    phrase = left_phrase(reading, end, floor)
    if phrase is None or _sets(reading, phrase[0], floor):
        return None
    return headed(reading, phrase, floor)


def _sets(reading: Reading, first: int, floor: int) -> bool:
    """Whether a phrase only sets the scene for a second verb: "left and in a letter thanked him"."""
    led = first - 2 > floor and reading.tags[first - 2 : first] == ["AND", "PREP"]
    return led and reading.lower[first] in ("a", "an")


def before_setting(reading: Reading, verb: int, floor: int) -> int:
    """Where the setting of a second verb begins: the "in" of "left and in a letter thanked him"."""
    phrase = left_phrase(reading, verb, floor) if verb > floor else None
    return phrase[0] - 1 if phrase and _sets(reading, phrase[0], floor) else verb


def _before_auxiliaries(reading: Reading, verb: int, floor: int) -> int:
    """The token after the subject: over the verb group and commas set around an adverb."""
    place = group(reading, verb, floor)
    while place > floor and reading.words[place - 1] == ",":
        begin = _adverbial(reading, place - 1, floor)
        if not begin:
            break
        place = group(reading, begin, floor)
    return place


def _year(word: str) -> bool:
    return len(word) == 4 and word.isdigit()


def _heads(reading: Reading, place: int, floor: int) -> bool:
    """Whether a word of another class heads the subject: "the ranking said", "Jolly said"."""
    if place == floor:
        return reading.words[place][0].isupper() and reading.tags[place] == "ADV"
    return reading.tags[place] == "VBG" and reading.tags[place - 1] in (
        "DET",
        "ADJ",
        "NOUN",
        "NAME",
    )


def _adverbial(reading: Reading, comma: int, floor: int) -> int:
    """Where ", however," or ", meanwhile," before `comma` begins, 0 if there is none."""
    place = comma
    while place > floor and reading.tags[place - 1] == "ADV" and comma - place < 3:
        place -= 1
    if place < comma and place > floor and reading.words[place - 1] == ",":
        return place - 1
    return 0


def _before_time(reading: Reading, end: int, floor: int) -> Phrase | None:
    """The subject before "on Thursday" or "Thursday" that stands between it and the verb."""
    place = end
    if place > floor:
        place -= 1
        while place > floor and reading.lower[place - 1] in (
            "on",
            "last",
            "this",
            "late",
            "early",
            "in",
            "earlier",
        ):
            place -= 1
        if place > floor and reading.words[place - 1] == ",":
            return _over_apposition(reading, place, floor)
        if place > floor and reading.words[place - 1] == ")":
            return _over_brackets(reading, place, floor)
        if place > floor and reading.tags[place - 1] in _CORE_END:
            return left_phrase(reading, place, floor)
    return None


def _over_brackets(reading: Reading, end: int, floor: int) -> Phrase | None:
    """Ann Lee (D-Ore.) said: the brackets belong to the name."""
    place = end - 1
    while place > floor and reading.words[place] not in ("(", "["):
        place -= 1
    if place <= floor or end - place > 12 or reading.tags[place - 1] not in _CORE_END:
        return None
    begin = left_phrase(reading, place, floor)
    return (begin[0], end) if begin else None


def _over_apposition(reading: Reading, end: int, floor: int) -> Phrase | None:
    """ "Ann Lee, a member of the board, said": back over what stands between the commas."""
    comma = place = end - 1
    told = _whose(reading, comma, floor)
    if told is not None:
        return told
    best: Phrase | None = None
    for _ in range(_HOPS):
        place -= 1
        while place > floor and reading.words[place] not in _BREAKS:
            place -= 1
        if place <= floor or reading.words[place] != "," or not 2 <= comma - place <= _APPOSED:
            break
        if reading.lower[place - 1] in _RECEIVING and reading.tags[place + 1] == "AND":
            # "Officials backed him, and the director, Lee, said": another clause.
            break
        if reading.words[place - 1] == ")":
            phrase = _over_brackets(reading, place, floor)
        elif reading.tags[place - 1] in _CORE_END:
            phrase = left_phrase(reading, place, floor)
            phrase = headed(reading, phrase, floor) if phrase else None
        else:
            break
        if phrase is None:
            break
        best = phrase[0], comma
        if "NAME" in reading.tags[phrase[0] : phrase[1]] and not _set_in(reading, phrase[0], floor):
            break
    return best


def _whose(reading: Reading, comma: int, floor: int) -> Phrase | None:
    """Of ", whose …," before `comma`: who it tells of once it has its verb, else whose leader it names.

    "Lee, whose wife, Ann Lee, is a judge, said"; "the union, whose leader, Lee, said".
    """
    least = max(floor + 1, comma - _APPOSED)
    at = next((n for n in range(comma - 1, least, -1) if reading.lower[n] == "whose"), 0)
    if not at or reading.words[at - 1] != "," or reading.tags[at - 2] not in _CORE_END:
        return None
    if not _FINITE.isdisjoint(reading.tags[at:comma]):
        before = left_phrase(reading, at - 1, floor)
        before = headed(reading, before, floor) if before else None
        return (before[0], comma) if before else None
    named = reading.words[comma - 1] != "," and "," in reading.words[at:comma]
    return (at + 1, comma) if named else None


def _over_title(reading: Reading, end: int, floor: int) -> Phrase | None:
    """Lee, the author of "Dry Weirs," said: a title in marks that ends an apposition."""
    opening = end - 3
    while opening > max(floor, end - _TITLE) and reading.words[opening] not in _MARKS:
        opening -= 1
    if reading.words[opening] not in _MARKS or reading.tags[opening - 1] not in _BEFORE_TITLE:
        return None
    comma = opening - 1
    while comma > floor and reading.words[comma] not in _BREAKS:
        comma -= 1
    apposed = reading.tags[comma + 1] in ("DET", "NOUN", "ADJ", "REL")
    if comma <= floor or reading.words[comma] != "," or not apposed:
        return None
    if reading.tags[comma - 1] not in _CORE_END or not reading.words[opening + 1][0].isupper():
        return None
    phrase = left_phrase(reading, comma, floor)
    return (phrase[0], end) if phrase else None


def _set_in(reading: Reading, place: int, floor: int) -> bool:
    """Whether a phrase is a setting between commas: "Lee, during a visit to Oslo, Norway, said"."""
    return (
        place - 2 > floor and reading.tags[place - 1] == "PREP" and reading.words[place - 2] == ","
    )


def right(reading: Reading, first: int, ceiling: int) -> Phrase | None:
    """The noun phrase beginning at token `first`, with its apposition, before `ceiling`."""
    place = first
    if place < ceiling and reading.lower[place] in _PERSONAL:
        return place, place + 1
    if place < ceiling and reading.words[place] == "@":
        return handle(reading, place, ceiling)
    while place < ceiling and _goes_on(reading, place, first):
        place += 1
    while place > first and dangles(reading, place - 1):
        place -= 1
    if place == first or _HEADS.isdisjoint(reading.tags[first:place]):
        return None
    return first, place


def _goes_on(reading: Reading, place: int, first: int) -> bool:
    tag, word = reading.tags[place], reading.lower[place]
    if place > first and word in _OPENS_CLAUSE:
        return False
    if tag in _NOMINAL or tag == "DET" or word in _JOIN:
        return word not in TIMES or place == first
    if titles(reading, place) or (place > first and glued(reading, place)):
        return True
    if place == first and tag.startswith("VB"):
        return reading.tags[place + 1 : place + 2] == ["NAME"] or tag in ("VBN", "VBG")
    if tag in ("VBN", "VBG", "ADV"):
        return (
            place == first
            or reading.tags[place - 1] in ("DET", "ADJ")
            or reading.words[place - 1] == "-"
        )
    if place == first:
        return False
    return (tag == "PREP" and word in ("of", "for", "at", "from", "with")) or tag == "AND"


def with_apposition(reading: Reading, phrase: Phrase, ceiling: int) -> Phrase:
    """A phrase right of its verb, with ", a member of …" or ", who …" to the sentence's end."""
    first, last = phrase
    last = phrase_end(reading, last, ceiling) if reading.tags[last : last + 1] == ["REL"] else last
    if last + 1 < ceiling and reading.words[last] == ",":
        named = named_after(reading, (first, last), ceiling)
        if named:
            return with_apposition(reading, named, ceiling)
        after = reading.tags[last + 1]
        if after in ("DET", "REL", "NUM") or (
            after in ("NOUN", "ADJ") and reading.lower[last + 1] not in TIMES
        ):
            end = last + 1
            while end < ceiling and reading.words[end] not in (".", ";", "“", '"', "''", "``", ":"):
                end += 1
            return first, end
    return first, last


def phrase_end(reading: Reading, last: int, ceiling: int) -> int:
    """One past a source that goes on in a relative clause or participle, to the next comma."""
    if last >= ceiling or not (
        reading.tags[last] in ("REL", "VBN", "VBG")
        or reading.lower[last] in ("on", "in", "by", "to")
    ):
        return last
    while last < ceiling and reading.words[last] not in (",", ";", "—", "--"):
        last += 1
    return last
