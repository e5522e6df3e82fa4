"""Speech whose speaker the sentence before brings in: Ola Lund was blunter. "…"."""

from bisect import bisect_right

from tasks.text import quotes_sources as sources
from tasks.text.function_words import words
from tasks.text.quotes_clause import FINITE, Attribution, has_verb
from tasks.text.quotes_marks import Quoted
from tasks.text.quotes_phrase import place_or_body, role_words
from tasks.text.quotes_scene import Phrase, Scene

# Tokens: of the sentence that brings the speaker in, of a verb with its complement.
_LONGEST, _COMPLEMENT = 20, 8
_BEING = words("be")
_OWN = frozenset(["i", "my", "me", "we", "our", "us"])
_HEAD = 60  # tokens of a headline and a byline above the speech that opens a story
_PARAGRAPHS = 6  # of one speaker's words, on either side of a stretch
_ONE = frozenset(["he", "she"])
_STOPS = frozenset([".", "?", "!", "…", "..."])
_TRAIL = frozenset([",", "("])
_DESCRIBES = frozenset(["ADJ", "VBN"])


def introduced(scene: Scene, stretch: Quoted) -> Attribution | None:
    """A quotation that stands alone behind a short sentence about one person is that person's."""
    reading = scene.reading
    opens = stretch.first > 0 and scene.opens_sentence(stretch.first)
    if not opens or not _alone(scene, stretch):
        return None
    first, last = scene.sentence_before(stretch.first), stretch.first
    near = reading.paragraph[stretch.first] - reading.paragraph[last - 1] <= 1
    ended = reading.words[last - 1] in _STOPS
    if (
        not near
        or not ended
        or last - first > _LONGEST
        or not scene.same_paragraph(first, last - 1)
    ):
        return None
    if any(scene.inside[place] >= 0 for place in range(first, last)):
        return None
    return _brought_in(scene, stretch, first, scene.without_end(first, last))


def _alone(scene: Scene, stretch: Quoted) -> bool:
    """Whether nothing of its sentence stands behind a closed stretch."""
    reading, last = scene.reading, stretch.last
    if not stretch.closed or reading.words[scene.final(stretch)] not in _STOPS:
        return False
    if not has_verb(reading, stretch.first, last):
        # "Lund finished it in May. “The Winter of Tarn.”": a title, or a cry.
        return False
    return scene.opens_sentence(last)


def _brought_in(scene: Scene, stretch: Quoted, first: int, last: int) -> Attribution | None:
    reading = scene.reading
    first += reading.tags[first] in ("AND", "ADV")
    verb = main_verb(scene, first, last)
    source = sources.left(reading, verb, first) if verb else None
    if verb is None or source is None:
        return None
    if source[0] == first + 1 and reading.tags[first] in ("VBD", "VBN", "VBG"):
        # "Retired teacher Ola Lund": the tagger takes the capital for a verb.
        source = first, source[1]
    if source[0] != first or not one_person(scene, source) or _goes_on(scene, stretch, source):
        return None
    return Attribution([(stretch.first, stretch.last)], cue_of(scene, verb, last), source)


def _goes_on(scene: Scene, stretch: Quoted, source: Phrase) -> bool:
    """Whether "he" of the same paragraph speaks on: what he said before has the cue."""
    at = scene.inside[stretch.first]
    before = scene.stretches[at - 1] if at else None
    named = scene.reading.lower[source[0]] not in _ONE
    return not named and before is not None and scene.same_paragraph(before.first, stretch.first)


def told_behind(scene: Scene, stretch: Quoted) -> Attribution | None:
    """Paragraphs of speech whose speaker the next one brings in: "…" The speaker is Ola Lund.

    Or whose own words, with an "I", open a story that goes on with who Ola Lund is.
    """
    reading, run = scene.reading, _run(scene, stretch)
    if not run or run[-1].last == len(reading.words):
        return None
    first = run[-1].last
    at = bisect_right(reading.firsts, first)
    last = scene.without_end(first, reading.firsts[at])
    if reading.lower[first : first + 2] == ["the", "speaker"]:
        source = sources.right(reading, first + 3, last)
        source = source and sources.with_apposition(reading, source, last)
        plain = reading.lower[first + 2] in _BEING and source and one_person(scene, source)
        return Attribution([(stretch.first, stretch.last)], None, source) if plain else None
    if run[0].first > _HEAD:
        return None
    own = any(not _OWN.isdisjoint(reading.lower[one.first : one.last]) for one in run)
    verb = main_verb(scene, first, last) if own else None
    source = sources.left(reading, verb, first) if verb else None
    named = reading.tags[first : first + 2] == ["NAME", "NAME"]
    if verb is None or source is None or source[0] != first or reading.tags[verb] == "VBD":
        return None
    if not named or not one_person(scene, source):
        return None
    return Attribution([(stretch.first, stretch.last)], None, source)


def _run(scene: Scene, stretch: Quoted) -> list[Quoted]:
    """The paragraphs of nothing but speech around a stretch, none if what stands above has speech."""
    at = scene.inside[stretch.first]
    first = last = at
    while first > 0 and at - first < _PARAGRAPHS and _follows(scene, first):
        first -= 1
    while last + 1 < len(scene.stretches) and last - at < _PARAGRAPHS and _follows(scene, last + 1):
        last += 1
    run = scene.stretches[first : last + 1]
    opens = run[0].first
    if not all(_own_paragraph(scene, one) for one in (run[0], run[-1])):
        return []
    above = scene.stretches[first - 1] if first else None
    spoken = above is not None and scene.same_paragraph(above.last - 1, max(opens - 1, 0))
    return [] if spoken else run


def _follows(scene: Scene, number: int) -> bool:
    """Whether a stretch and the one before are paragraphs, one below the other."""
    before, here = scene.stretches[number - 1 : number + 1]
    touch = before.last == here.first
    return touch and _own_paragraph(scene, before) and _own_paragraph(scene, here)


def _own_paragraph(scene: Scene, stretch: Quoted) -> bool:
    ends = stretch.last == len(scene.inside) or scene.opens_paragraph(stretch.last)
    return ends and scene.opens_paragraph(stretch.first)


def main_verb(scene: Scene, first: int, last: int) -> int | None:
    """The first finite verb of a sentence that no relative clause holds."""
    reading, relative = scene.reading, False
    for place in range(first, last):
        if reading.tags[place] == "REL":
            relative = True
        elif reading.words[place] == ",":
            relative = False
        elif not relative and place > first and _finite(scene, place):
            return place
    return None


def _finite(scene: Scene, place: int) -> bool:
    """Whether a token is a finite verb; the tagger takes "lives" behind a name for a noun."""
    reading = scene.reading
    noun = reading.tags[place] == "NOUN" and reading.lower[place].endswith("s")
    led = reading.tags[place - 1] == "NAME" and reading.tags[place + 1] in ("PREP", "DET")
    return reading.tags[place] in FINITE or (noun and led)


def cue_of(scene: Scene, verb: int, last: int) -> Phrase | None:
    """The verb with what it says of the speaker's mood, or with an "it"; None where it tells none.

    "Was less polite", "saw it" attribute; "lives at number 9" does not.
    """
    reading = scene.reading
    if reading.lower[verb + 1 : verb + 2] in (["it"], ["that"]):
        return verb, verb + 1
    describes = next((tag for tag in reading.tags[verb + 1 : last] if tag != "ADV"), "")
    short = reading.lower[verb] in _BEING and last - verb <= _COMPLEMENT
    return (verb, last) if short and describes in _DESCRIBES else None


def one_person(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase is a person: he, she, an office, or a name that is no place's or body's."""
    reading, (first, last) = scene.reading, phrase
    if last - first == 1 and reading.lower[first] in _ONE:
        return True
    ends = (at for at in range(first, last) if reading.words[at] in _TRAIL or _led(scene, at))
    head = next(ends, last)
    tags = reading.tags[first:head]
    if "AND" in tags or "PRON" in tags[:1] or not tags:
        return False
    offices = role_words().intersection(reading.words[first:head])
    some = reading.words[first:head]
    capital = len(some) > 1 and all(word[0].isupper() for word in some) and tags[0] != "DET"
    if tags[-1] != "NAME" and not capital:
        return some[-1] in offices
    return bool(offices) or (tags[0] != "DET" and not place_or_body(" ".join(some)))


def _led(scene: Scene, place: int) -> bool:
    return scene.reading.tags[place] in ("PREP", "REL")
