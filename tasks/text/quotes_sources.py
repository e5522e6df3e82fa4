"""The noun phrase that a cue's speaker is: left of the verb, right of it, or after a preposition."""

from tasks.text.function_words import words
from tasks.text.quotes_group import group
from tasks.text.quotes_phrase import (
    dangles,
    glued,
    handle,
    named_after,
    over_list,
    role_words,
    titles,
)
from tasks.text.reading import Reading

_NOMINAL = frozenset(["NOUN", "NAME", "NUM", "ADJ", "POS", "PRON"])
_CORE_END = frozenset(["NOUN", "NAME", "NUM", "PRON", "REL", "DET", "ADJ", "X"])
_HEADS = frozenset(["NOUN", "NAME", "PRON", "NUM"])
_PRONOUNS = words("speaker_pronoun")
_PERSONAL = _PRONOUNS - {"that", "which", "who", "this"}
_INSIDE = words("inside_name_phrase")
TIMES = words("time")
_JOIN = frozenset(["-", "&", "/"])
_DEGREES = frozenset(["very", "more", "most", "then"])

_BREAKS = frozenset([",", ";", ":", "—", "–", "“", "”", '"', "''", "``"])
_IN_RELATIVE = frozenset(["VBD", "VBZ", "VB", "VBG", "VBN", "PREP", "TO"])
_RELATIVE = 20
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
    if reading.lower[end - 1] in TIMES or _year(reading.words[end - 1]):
        return _before_time(reading, end, floor)
    if reading.tags[end - 1] not in _CORE_END and not _heads(reading, end - 1, floor):
        return None
    phrase = left_phrase(reading, end, floor)
    return _with_relative(reading, phrase, floor) if phrase else None


def _with_relative(reading: Reading, phrase: Phrase, floor: int) -> Phrase:
    """ "People who back the plan said": a phrase that ends a relative clause, with its head."""
    place = phrase[0] - 1
    if place <= floor or reading.tags[place] not in _IN_RELATIVE:
        return phrase
    while place > max(floor, phrase[0] - _RELATIVE):
        word, tag = reading.words[place], reading.tags[place]
        if word in _BREAKS or tag == "SUB":
            return phrase
        if tag == "REL":
            if reading.tags[place - 1] not in ("NOUN", "NAME", "PRON", "NUM"):
                return phrase
            head = left_phrase(reading, place, floor)
            return (head[0], phrase[1]) if head else phrase
        place -= 1
    return phrase


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
    best: Phrase | None = None
    for _ in range(_HOPS):
        place -= 1
        while place > floor and reading.words[place] not in _BREAKS:
            place -= 1
        if place <= floor or reading.words[place] != "," or not 2 <= comma - place <= _APPOSED:
            break
        if reading.words[place - 1] == ")":
            phrase = _over_brackets(reading, place, floor)
        elif reading.tags[place - 1] in _CORE_END:
            phrase = left_phrase(reading, place, floor)
        else:
            break
        if phrase is None:
            break
        best = phrase[0], comma
        if "NAME" in reading.tags[phrase[0] : phrase[1]] and not _set_in(reading, phrase[0], floor):
            break
    return best


def _set_in(reading: Reading, place: int, floor: int) -> bool:
    """Whether a phrase is a setting between commas: "Lee, during a visit to Oslo, Norway, said"."""
    return (
        place - 2 > floor and reading.tags[place - 1] == "PREP" and reading.words[place - 2] == ","
    )


def left_phrase(reading: Reading, end: int, floor: int) -> Phrase | None:
    """The noun phrase ending before token `end`."""
    if reading.lower[end - 1] in _PRONOUNS or reading.tags[end - 1] == "ADV":
        return end - 1, end
    place = end
    while place > floor:
        if _belongs(reading, place - 1, floor, end) or _links(reading, place - 1, floor, end):
            place -= 1
        elif reading.tags[place - 1] == "DET" or reading.lower[place - 1] == "both":
            place -= 1
            if not _attached(reading, place, floor):
                break
            place -= 1
        else:
            break
    while place < end and reading.tags[place] in ("PREP", "AND", "POS"):
        place += 1
    if place < end and place > floor and reading.words[place - 1] == ",":
        place = over_list(reading, place, floor, end)
    return (place, end) if place < end else None


def _belongs(reading: Reading, place: int, floor: int, end: int) -> bool:
    """Whether a token is a word of the phrase that ends before `end`."""
    tag, word, last = reading.tags[place], reading.lower[place], place + 1 == end
    if word in _JOIN or (not last and (word in _DEGREES or (place and glued(reading, place)))):
        return True
    if tag in ("VBN", "VBG") and not (last and tag == "VBN"):
        joined = place > floor and reading.words[place - 1] == "-"
        return joined or (place > floor and reading.tags[place - 1] in ("DET", "ADJ", "NUM"))
    if not last and reading.tags[place + 1] == "NAME" and word in role_words():
        return True
    return tag in _NOMINAL and (last or tag != "PRON")


def _links(reading: Reading, place: int, floor: int, end: int) -> bool:
    """Whether a preposition or "and" ties the phrase to more of it on the left."""
    if place + 1 == end or not _nominal_before(reading, place, floor):
        return False
    return reading.tags[place] == "AND" or (
        reading.tags[place] == "PREP" and reading.lower[place] in _INSIDE
    )


def _nominal_before(reading: Reading, place: int, floor: int) -> bool:
    """Whether a noun stands before a token, perhaps with an adjective: "people familiar with"."""
    place -= place - 1 > floor and reading.tags[place - 1] == "ADJ"
    return (
        place > floor
        and reading.tags[place - 1] in ("NOUN", "NAME")
        and reading.lower[place - 1] not in TIMES
    )


def _attached(reading: Reading, determiner: int, floor: int) -> bool:
    """Whether "the" goes on leftwards: "the head of the union", "Ann Lee of the union"."""
    if determiner - 1 <= floor:
        return False
    joins = reading.tags[determiner - 1] in ("PREP", "AND")
    inside = reading.lower[determiner - 1] in _INSIDE or reading.tags[determiner - 1] == "AND"
    return joins and inside and _nominal_before(reading, determiner - 1, floor)


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
