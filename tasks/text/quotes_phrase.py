"""What belongs to a speaker's noun phrase at its edges: offices, handles, hyphens, names behind commas."""

from functools import cache

from tasks import lexicons
from tasks.text.function_words import words
from tasks.text.reading import Reading

Phrase = tuple[int, int]
_APOSTROPHES = frozenset(["'", "’"])
_NAMED = frozenset(["NOUN", "NAME", "ADJ"])
_FINITE = frozenset(["VBD", "VBZ", "AUX"])
_BREAKS = frozenset([",", ";", ":", "—", "–"])
_NO_SUBJECT = _FINITE | {"REL", "NUM", "AND"}


@cache
def role_words() -> frozenset[str]:
    """Words for offices and occupations, lower-cased, with and without their dots."""
    found = [row["word"].lower() for row in lexicons.rows("person_roles")]
    return frozenset([*found, *(word.rstrip(".") for word in found)])


def place_or_body(name: str) -> bool:
    """Whether a name is a known place's or organisation's.

    >>> place_or_body("Norway"), place_or_body("Oda Lindqvist")
    (True, False)
    """
    known = (("places", "place"), ("countries", "country"), ("organisations", "name"))
    return any(name in lexicons.column(*one) for one in known)


def mute(reading: Reading, source: Phrase | None) -> bool:
    """Whether a source cannot speak: "heavy rain", "Storm Agnes"; "the way boatmen" is none at all."""
    if source is None:
        return False
    first, last = source
    if reading.lower[first : first + 2] == ["the", "way"] and last - first > 2:
        return True
    # "Let's assume", "becoming more comfortable talking".
    if reading.lower[first] in ("'s", "’s") or reading.tags[first:last] == ["ADV", "ADJ"]:
        return True
    if reading.lower[last - 1] in words("force_of_nature") or _earlier_version(
        reading, first, last
    ):
        return True
    if reading.lower[first] not in words("force_of_nature"):
        return False
    named = all(tag in ("NAME", "MARK") for tag in reading.tags[first:last])
    body = lexicons.mapping("organisations", "name", "kind").get(reading.words[last - 1]) == "head"
    return named and not body


def _earlier_version(reading: Reading, first: int, last: int) -> bool:
    """Whether a source is this very text before it was corrected: what it said is taken back."""
    some = reading.lower[first:last]
    return "version" in some and some[-1] in ("article", "story", "post", "column", "report")


def titles(reading: Reading, place: int) -> bool:
    """Whether a word is an office before a name, whatever its tag: "witness Ola Lund"."""
    return reading.tags[place + 1 : place + 2] == ["NAME"] and reading.words[place] in role_words()


def glued(reading: Reading, place: int) -> bool:
    """Whether a word hangs on a hyphen, or is the mark of a possessor: "passer-by", "boatmen's"."""
    word, close = reading.words[place], reading.starts[place] == reading.ends[place - 1]
    if word in _APOSTROPHES:
        after = reading.tags[place + 1 : place + 2]
        return close and reading.lower[place - 1].endswith("s") and bool(_NAMED.intersection(after))
    return close and reading.words[place - 1] == "-" and word.isalpha()


def dangles(reading: Reading, place: int) -> bool:
    """Whether a phrase cannot end in a word."""
    small = reading.tags[place] in ("PREP", "DET", "AND", "ADV")
    return small and not (place and glued(reading, place))


def handle(reading: Reading, first: int, ceiling: int) -> Phrase | None:
    """@name_of_somebody: all that is written together behind the sign."""
    last = first + 1
    while last < ceiling and reading.starts[last] == reading.ends[last - 1]:
        last += 1
    return (first, last) if last > first + 1 else None


def named_after(reading: Reading, phrase: Phrase, ceiling: int) -> Phrase | None:
    """ "Her driver, Ola Lund": an office with the name behind the comma that ends the clause."""
    place = phrase[1] + 1
    if "NAME" in reading.tags[phrase[1] - 1 : phrase[1]]:
        return None
    while place < ceiling and (reading.tags[place] == "NAME" or titles(reading, place)):
        place += 1
    ended = place >= ceiling or reading.words[place] in (",", ".", ";")
    return (phrase[0], place) if ended and place > phrase[1] + 1 else None


def over_list(reading: Reading, place: int, floor: int, end: int) -> int:
    """Where "Department for Boats, Nets" begins before "and Weirs", whose comma stands before `place`.

    `place` itself where no such list ends the phrase [place, end).
    """
    if "AND" not in reading.tags[place:end] or reading.tags[place] != "NAME":
        return place
    begin = place
    while begin - 2 > floor and reading.words[begin - 1] == "," and _name(reading, begin - 2):
        begin -= 2
        while begin > floor and _name(reading, begin - 1):
            begin -= 1
    tied = begin - 2 >= floor and reading.lower[begin - 1] in ("for", "of")
    if begin == place or not tied or not _name(reading, begin - 2):
        return place
    begin -= 2
    while begin > floor and _name(reading, begin - 1):
        begin -= 1
    return begin - 1 if begin > floor and reading.lower[begin - 1] == "the" else begin


def _name(reading: Reading, place: int) -> bool:
    return reading.tags[place] == "NAME"


def set_off(reading: Reading, last: int, stop: int) -> int:
    """One past what is set between commas behind a source at a clause's head: ", who left in May,".

    `last` itself unless a clause with its own subject and verb follows.
    """
    best = last
    while last + 1 < stop and reading.words[last] == ",":
        close = _break(reading, last + 1, stop)
        if close == last + 1 or close >= stop - 1 or reading.words[close] != ",":
            break
        within, after = reading.tags[last + 1 : close], reading.tags[close + 1]
        appended = within[0] in ("NAME", "DET") and not _FINITE.intersection(within)
        if within[0] != "REL" and not appended:
            break
        last = close
        rest = reading.tags[close + 1 : _break(reading, close + 1, stop)]
        if after not in _NO_SUBJECT and _FINITE.intersection(rest):
            best = close
    return best


def _break(reading: Reading, place: int, stop: int) -> int:
    return next((at for at in range(place, stop) if reading.words[at] in _BREAKS), stop)
