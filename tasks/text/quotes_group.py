"""The verb group before a cue: auxiliaries, adverbs and verbs that lead up to it."""

from tasks.text.function_words import words
from tasks.text.reading import Reading

_BETWEEN = frozenset(["AUX", "ADV"])
_AUXILIARIES = words("auxiliary")
_FLOATING = frozenset(["both", "all", "each"])  # "have both said"


def group(reading: Reading, verb: int, floor: int) -> int:
    """Where the verb at `verb` begins: "has repeatedly said", "went on to say"."""
    tags, lower = reading.tags, reading.lower
    place = verb
    if verb - 3 > floor and lower[verb - 1] == "nor" and lower[verb - 3] == "neither":
        place = verb - 3
    while place > floor:
        tag = tags[place - 1]
        floats = lower[place - 1] in _FLOATING and place - 2 > floor and tags[place - 2] == "AUX"
        if tag in _BETWEEN or lower[place - 1] in _AUXILIARIES or floats:
            # "Jolly said": a capital that opens the sentence is no adverb.
            if tag == "ADV" and place - 1 == floor and reading.words[floor][0].isupper():
                break
            place -= 1
        elif tag == "TO" and place - 1 > floor:
            led = _leading_to(reading, place - 1, floor)
            if led < 0:
                break
            place = led
        else:
            break
    return place


def _leading_to(reading: Reading, to: int, floor: int) -> int:
    """The verb that leads up to "to": "went on", "is quick", "tried"; -1 if none does."""
    tags, place = reading.tags, to - 1
    if tags[place] in ("ADV", "PREP", "ADJ") and place > floor:
        place -= 1
        return place if tags[place][0] == "V" or tags[place] == "AUX" else -1
    if tags[place][0] == "V" or tags[place] == "AUX" or reading.lower[place] in _AUXILIARIES:
        return place
    return -1
