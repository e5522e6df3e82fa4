"""Speech in marks that no cue was found for: "…," another source close to Lund said.

A quotation that looks like speech and stands beside what can only be its speaker is attributed by
its place alone, whatever the verb is; the judge is not asked.
"""

from bisect import bisect_right
from collections.abc import Callable

from tasks.text import quotes_someone as someone
from tasks.text import quotes_sources as sources
from tasks.text.function_words import words
from tasks.text.quotes_clause import FINITE, Attribution
from tasks.text.quotes_group import group
from tasks.text.quotes_introduced import cue_of, introduced, one_person, told_behind
from tasks.text.quotes_marks import Quoted
from tasks.text.quotes_scene import Phrase, Scene
from tasks.text.quotes_words import Verb, cue_forms
from tasks.text.reading import Reading

# Tokens: from the closing mark to the verb, of a name before a colon, of a sentence that only leads in.
_REACH, _SIGNATURE, _LEADING, _LONG_TITLE = 25, 10, 12, 6
_OPENS_SUBJECT = frozenset(["NAME", "PRON", "DET", "NOUN", "ADJ", "NUM"])
_SPOKEN = frozenset([",", "?", "!", "…", "...", "—", "--", "–"])
_COMMAS = 2  # around an apposition
_BEING = words("be") | words("auxiliary")
_PERSONAL = words("personal_pronoun") - {"his", "her", "its", "their", "my", "our", "your"}
_SOMEONE = frozenset(["another", "one"])
_HOW = frozenset(["how", "what"])
# "A blunt message to Lund": the name at the end is spoken to, or of.
_TOWARD = frozenset(["to", "on", "about", "against", "from", "with"])


def orphans(scene: Scene, found: list[Attribution]) -> list[Attribution]:
    """Attributions of the stretches that speak and that none of `found` holds."""
    covered = sorted(phrase for one in found for phrase in one.content)
    firsts = [first for first, _ in covered]
    out = []
    for stretch in scene.stretches:
        at = bisect_right(firsts, stretch.first) - 1
        if at >= 0 and covered[at][1] > stretch.first:
            continue
        ways = WAYS if scene.speaks(stretch) else (_posted,)
        one = next((one for way in ways if (one := way(scene, stretch))), None)
        if one:
            one.rule, one.direct = "orphan", True
            out.append(one)
    return out


def _then_said(scene: Scene, stretch: Quoted) -> Attribution | None:
    """ "…," she began; "…," another source close to Lund said; "…," wrote the paper."""
    reading, start = scene.reading, stretch.last
    stop = _stop(scene, start)
    if (
        start >= stop
        or reading.words[scene.final(stretch)] not in _SPOKEN
        or _title(scene, stretch)
    ):
        return None
    inverted = _may_say(scene, start) and not reading.lower[start].endswith("ing")
    if (inverted or _names(scene, start, stop)) and (
        phrase := someone.right(reading, start + 1, stop)
    ):
        source = sources.with_apposition(reading, phrase, stop)
        return Attribution([(stretch.first, stretch.last)], (start, start + 1), source)
    if reading.tags[start] not in _OPENS_SUBJECT:
        return None
    verb = next((at for at in range(start + 1, stop) if _reports(scene, start, at)), None)
    if verb is None:
        return None
    begin = max(group(reading, verb, start + 1), start + 1)
    source = (start, begin - 1 if reading.words[begin - 1] == "," else begin)
    last = verb + 1 + _particle(scene, verb)
    return Attribution([(stretch.first, stretch.last)], (begin, last), source)


def _posted(scene: Scene, stretch: Quoted) -> Attribution | None:
    """ "Late again" posted @somebody: marks without a comma, then a verb of speech and a name."""
    reading, start = scene.reading, stretch.last
    stop = scene.without_end(start, _stop(scene, start))
    if not scene.opens_sentence(stretch.first) or start + 1 >= stop or not _may_say(scene, start):
        return None
    phrase = sources.right(reading, start + 1, stop)
    if phrase is None or phrase[1] < stop or reading.lower[start].endswith("ing"):
        return None
    named = "NAME" in reading.tags[start + 1 : stop] or reading.words[start + 1] == "@"
    content = [(stretch.first, stretch.last)]
    return Attribution(content, (start, start + 1), phrase) if named else None


def _is_how(scene: Scene, stretch: Quoted) -> Attribution | None:
    """ "…" is how Lund put it: the quotation is the subject, "it" stands for it."""
    reading, start = scene.reading, stretch.last
    stop = _stop(scene, start)
    if start + 2 >= stop or reading.lower[start] not in words("be"):
        return None
    if reading.lower[start + 1] not in _HOW:
        return None
    verbs = (at for at in range(start + 3, stop) if reading.tags[at] in FINITE)
    verb = next((at for at in verbs if reading.lower[at] not in _BEING), None)
    source = sources.left(reading, verb, start + 2) if verb else None
    if verb is None or source is None:
        return None
    return Attribution([(stretch.first, stretch.last)], (verb, verb + 1), source)


def _title(scene: Scene, stretch: Quoted) -> bool:
    """Whether a short stretch within a sentence names something: on "Harbour Tonight," Lund said …"""
    short = stretch.last - stretch.first - 2 <= _LONG_TITLE
    return short and not scene.opens_sentence(stretch.first)


def _stop(scene: Scene, start: int) -> int:
    """Where the words beside a stretch end: at the sentence's end, a mark, or too far."""
    reading = scene.reading
    last = min(start + _REACH, len(reading.words))
    for at in range(start, last):
        ended = at > start and scene.opens_sentence(at)
        if ended or scene.inside[at] >= 0 or not scene.same_paragraph(start - 1, at):
            return at
    return last


def _may_say(scene: Scene, at: int) -> bool:
    """Whether a token is a form of a verb that takes what is said."""
    following = scene.reading.lower[at + 1 : at + 2]
    return any(
        {"c", "q"} & set(verb.frames) and verb.particle in ("", *following)
        for verb in _verbs(scene, at)
    )


def _names(scene: Scene, at: int, stop: int) -> bool:
    """Whether a name stands behind whatever verb, and none behind it: "…," shrugged Ola Lund."""
    first, second, *rest = [*scene.reading.tags[at:stop], "", ""]
    named = first in ("VBD", "VBZ") and second == "NAME"
    return named and FINITE.isdisjoint(rest) and scene.reading.lower[at] not in _BEING


def _verbs(scene: Scene, at: int) -> tuple[Verb, ...]:
    return cue_forms().get(scene.reading.lower[at], ())


def _reports(scene: Scene, start: int, at: int) -> bool:
    """Whether the token at `at` is the verb of a speaker who begins at `start`."""
    reading = scene.reading
    # The tagger takes "noted" behind a name for a noun now and then.
    past = reading.lower[at].endswith("ed") and reading.tags[at - 1] in ("NAME", "PRON")
    if _may_say(scene, at) and (reading.tags[at] in FINITE or past or _particle(scene, at)):
        return True
    plain = reading.tags[at] in ("VBD", "VBZ") and reading.lower[at] not in _BEING
    named = all(tag == "NAME" for tag in reading.tags[start:at])
    return plain and (named or (at == start + 1 and reading.lower[start] in _PERSONAL))


def _particle(scene: Scene, at: int) -> bool:
    """Whether a verb has its particle behind it: "shot back"."""
    reading = scene.reading
    following = reading.lower[at + 1 : at + 2]
    behind = reading.tags[at - 1] in ("NAME", "PRON", "NOUN")
    return behind and any([verb.particle] == following for verb in _verbs(scene, at))


def _then_quoted(scene: Scene, stretch: Quoted) -> Attribution | None:
    """Lund reacted: "…"; according to the paper: "…"; another source close to Lund said, "…"."""
    reading, mark = scene.reading, stretch.first - 1
    if mark < 1 or reading.words[mark] not in (":", ",") or not _near(scene, mark):
        return None
    first = reading.firsts[bisect_right(reading.firsts, mark) - 1]
    content = [(stretch.first, stretch.last)]
    if _may_say(scene, mark - 1) and reading.tags[mark - 1] in FINITE:
        source = sources.left(reading, mark - 1, first) or (first, mark - 1)
        return Attribution(content, (mark - 1, mark), source) if first < mark - 1 else None
    if reading.words[mark] == ",":
        return None
    if reading.lower[first : first + 2] == ["according", "to"] and mark > first + 2:
        return Attribution(content, (first, first + 2), (first + 2, mark))
    found = _before_colon(scene, first, mark)
    return Attribution(content, *found) if found else None


def _near(scene: Scene, mark: int) -> bool:
    """Whether a mark stands in the paragraph of the stretch behind it, or a colon ends the one before."""
    paragraph = scene.reading.paragraph
    apart = paragraph[mark + 1] - paragraph[mark]
    return apart == 0 or (apart == 1 and scene.reading.words[mark] == ":")


def _before_colon(scene: Scene, first: int, colon: int) -> tuple[Phrase, Phrase] | None:
    """Cue and speaker in a clause that ends in a colon."""
    reading = scene.reading
    outside = [at for at in range(first, colon) if scene.inside[at] < 0]
    verb = next((at for at in reversed(outside) if reading.tags[at] in FINITE), None)
    if verb is None:
        # "Another raged: “…”": the tagger knows few of the verbs that people coin for it.
        if reading.lower[first] in _SOMEONE and reading.lower[colon - 1].endswith("ed"):
            return (colon - 1, colon), (first, colon - 1)
        named = "NAME" in reading.tags[first : first + 3] and colon - first <= _SIGNATURE
        return ((colon, colon + 1), (first, colon)) if named else None
    named = reading.tags[colon - 1] == "NAME" or reading.words[colon - 1][0].isupper()
    if named and not _may_say(scene, verb):
        phrase = sources.left_phrase(reading, colon, first)
        told = phrase and not _TOWARD.intersection(reading.lower[phrase[0] : colon])
        return ((colon, colon + 1), phrase) if phrase and told else None
    phrase = sources.left(reading, verb, first)
    if phrase and reading.lower[verb] in _BEING:
        mood, apposed = cue_of(scene, verb, colon), _apposed(reading, first, verb)
        whole = (first, verb - 1) if apposed else phrase
        return (mood, whole) if mood and one_person(scene, apposed or phrase) else None
    if phrase is None or not _somebody(scene, phrase):
        return None
    return (group(reading, verb, phrase[1]), colon), phrase


def _apposed(reading: Reading, first: int, verb: int) -> Phrase | None:
    """Who is named between two commas before a verb: "his aide, [Ola Lund of the Greens], was"."""
    commas = [at for at in range(first, verb) if reading.words[at] == ","]
    if len(commas) != _COMMAS or commas[1] != verb - 1 or reading.tags[commas[0] + 1] != "NAME":
        return None
    return commas[0] + 1, verb - 1


def _somebody(scene: Scene, phrase: Phrase) -> bool:
    """Whether a phrase is a name or a pronoun for a person."""
    reading, (first, last) = scene.reading, phrase
    alone = last - first == 1 and reading.lower[first] in _PERSONAL
    return alone or "NAME" in reading.tags[first:last]


def _after_sentence(scene: Scene, stretch: Quoted) -> Attribution | None:
    """Ola Lund agreed. "…": a short sentence that ends in a verb of speech leads in."""
    reading = scene.reading
    if not stretch.first or not scene.opens_sentence(stretch.first):
        return None
    first = scene.sentence_before(stretch.first)
    last = scene.without_end(first, stretch.first)
    verb = last - 1
    short = first < verb and stretch.first - first <= _LEADING
    if not short or not scene.same_paragraph(first, stretch.first):
        return None
    if reading.tags[verb] == "VBG" or reading.lower[verb] not in cue_forms():
        return None
    phrase = sources.left(reading, verb, first)
    if phrase is None or not _somebody(scene, phrase):
        return None
    return Attribution(
        [(stretch.first, stretch.last)], (group(reading, verb, phrase[1]), last), phrase
    )


WAYS: tuple[Callable[[Scene, Quoted], Attribution | None], ...] = (
    _posted,
    _is_how,
    _then_said,
    _then_quoted,
    _after_sentence,
    introduced,
    told_behind,
)
