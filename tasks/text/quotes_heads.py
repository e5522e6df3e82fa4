"""The noun phrase that ends before a token, and its head: "two men held by the army", not "the army"."""

from tasks.text.function_words import words
from tasks.text.quotes_phrase import glued, over_list, role_words
from tasks.text.reading import Reading

_NOMINAL = frozenset(["NOUN", "NAME", "NUM", "ADJ", "POS", "PRON"])
_PRONOUNS = words("speaker_pronoun")
_INSIDE = words("inside_name_phrase")
TIMES = words("time")
_JOIN = frozenset(["-", "&", "/"])
_DEGREES = frozenset(["very", "more", "most", "then"])
_BREAKS = frozenset([",", ";", ":", "—", "–", "“", "”", '"', "''", "``"])
_IN_RELATIVE = frozenset(["VBD", "VBZ", "VB", "VBG", "VBN", "PREP", "TO"])
_HEADS = frozenset(["NOUN", "NAME", "PRON", "NUM"])
_BEFORE_CLAUSE = frozenset(["SUB", "REL", "AND", "ADV", "VBD", "VBZ", "MARK"])
_SHARES = words("share")
# "A day after the mayor said"; of "people like Lund" it is Lund who speaks.
_NO_TIE = words("subordinator") | {"like"}
# Tokens: of a relative clause, of what ties a phrase to its head ("taken off to", "close to").
_RELATIVE, _MODIFIER = 20, 4

Phrase = tuple[int, int]


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
    if place + 1 == end:
        return False
    if not _nominal_before(reading, place, floor):
        return _counted(reading, place, floor)
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
    if not joins or not inside:
        return False
    return _nominal_before(reading, determiner - 1, floor) or _counted(
        reading, determiner - 1, floor
    )


def _counted(reading: Reading, place: int, floor: int) -> bool:
    """Whether "of" or "in" stands behind how many they are: "some of the men", "one in eight"."""
    if place <= floor:
        return False
    before = reading.tags[place - 1]
    if reading.lower[place] == "of":
        return before == "NUM" or reading.lower[place - 1] in _SHARES
    return reading.lower[place] == "in" and before == reading.tags[place + 1] == "NUM"


def headed(reading: Reading, phrase: Phrase, floor: int) -> Phrase:
    """A phrase with the head that a relative clause, participle or preposition ties it to.

    "People who back the plan said", "two men held by the army said", "a woman behind me said".
    """
    before = phrase[0] - 1
    if before <= floor or reading.tags[before] not in _IN_RELATIVE:
        return phrase
    if reading.tags[phrase[1] - 1] == "DET":
        return phrase
    return _over_relative(reading, phrase, floor) or _over_modifiers(reading, phrase, floor)


def _over_relative(reading: Reading, phrase: Phrase, floor: int) -> Phrase | None:
    """ "People who back the plan": the phrase with its head, None where no relative clause stands."""
    for place in range(phrase[0] - 1, max(floor, phrase[0] - _RELATIVE), -1):
        word, tag = reading.words[place], reading.tags[place]
        relative = tag == "REL" or (tag == "SUB" and _stands_in(reading, place))
        if word in _BREAKS or (tag == "SUB" and not relative):
            return None
        if relative:
            headless = reading.tags[place - 1] not in _HEADS
            head = None if headless else left_phrase(reading, place, floor)
            return (head[0], phrase[1]) if head else phrase
    return None


def _stands_in(reading: Reading, place: int) -> bool:
    """Whether a "that" the tagger takes for a subordinator is a subject: "the panel that wrote it"."""
    verb = reading.tags[place + 1] in ("VBD", "VBZ", "AUX")
    return verb and reading.lower[place] == "that" and reading.tags[place - 1] in _HEADS


def _over_modifiers(reading: Reading, phrase: Phrase, floor: int) -> Phrase:
    """ "A woman in the row behind me": the phrase back to the noun with which the clause opens."""
    first, end = phrase[0], _modified(reading, phrase[0], floor)
    while end:
        head = left_phrase(reading, end, floor)
        if head is None:
            break
        first = head[0]
        end = _modified(reading, first, floor)
    opens = first == floor or reading.words[first - 1] in _BREAKS
    opens = opens or reading.tags[first - 1] in _BEFORE_CLAUSE
    return (first, phrase[1]) if opens else phrase


def _modified(reading: Reading, first: int, floor: int) -> int:
    """Where the noun ends that a modifier ties to the phrase from `first` on; 0 if there is none."""
    end = first
    while end - 1 > floor and first - end < _MODIFIER and _modifies(reading, end - 1, first):
        end -= 1
    if end == first or reading.tags[end - 1] not in _HEADS:
        return 0
    # "Lund fired off a letter": behind a name the tagger's participle is a verb.
    told = reading.tags[end - 1] == "NAME" and reading.tags[end] in ("VBN", "VBD")
    return 0 if told and reading.lower[end + 1] != "by" else end


def _modifies(reading: Reading, place: int, first: int) -> bool:
    tag, after = reading.tags[place], reading.tags[place + 1]
    if reading.lower[place] in _NO_TIE:
        return False
    if tag in ("PREP", "VBN", "VBG"):
        return True
    if place + 1 == first:
        return tag == "VB" and reading.tags[place - 1] == "TO"
    if tag == "VBD":
        return reading.lower[place + 1] == "by"
    return tag == "ADV" or (tag, after) in (("TO", "VB"), ("ADJ", "PREP"), ("VB", "PREP"))
