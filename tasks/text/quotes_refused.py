"""What has the frame of an attribution and is none: nothing said, a notice, an offer, a correction."""

from tasks.text.function_words import words
from tasks.text.quotes_clause import Attribution, Clause
from tasks.text.quotes_phrase import mute
from tasks.text.quotes_words import participles

_ARTICLES = frozenset(["a", "an", "the"])
_NOTHING = frozenset(["nothing", "little", "so"])


def refused(clause: Clause, found: Attribution) -> bool:
    """Whether what a rule found attributes nothing."""
    return mute(clause.reading, found.source) or any(one(clause, found) for one in _REASONS)


def _asks_in_passing(clause: Clause, found: Attribution) -> bool:
    """Whether a participle only leads up to an answer: "Asked whether it was safe, Lee laughed"."""
    opens = clause.cue.first == clause.first and clause.reading.tags[clause.cue.head] != "VBG"
    return opens and found.source is None and clause.cue.verb.cue_class == "asked"


def _says_nothing(clause: Clause, found: Attribution) -> bool:
    """ "Lee said nothing": nothing was said, nor by anybody of that name."""
    alone = found.content if len(found.content) == 1 else []
    some = [*alone, found.source] if found.source else alone
    return any(b == a + 1 and clause.reading.lower[a] in _NOTHING for a, b in some)


def _notice(clause: Clause, found: Attribution) -> bool:
    """ "Anyone with information is asked to call": addressed to the reader, by the writer."""
    if clause.source is None or clause.reading.lower[clause.start] not in ("anyone", "anybody"):
        return False
    before = clause.reading.lower[clause.cue_phrase[0] : clause.cue.head]
    return not words("be").isdisjoint(before)


def _handed(clause: Clause, found: Attribution) -> bool:
    """ "Lee was offered a job": what is given to whom is no content."""
    reading, behind = clause.reading, clause.cue.last
    if found.rule != "undergone" or clause.cue.verb.lemma not in words("handing"):
        return False
    return behind < clause.stop and reading.lower[behind] in _ARTICLES


def _participle(clause: Clause, found: Attribution) -> bool:
    """ "Patterns shown in sleep": a form that is only a participle, with no verb of its own."""
    alone = clause.cue_phrase[0] == clause.cue.head and found.rule in ("clause_or_object", "loose")
    word = clause.reading.lower[clause.cue.head]
    if not alone or word not in participles():
        return False
    before = max(clause.cue.head - 1, clause.first)
    held = {"'", "’"}.intersection(clause.reading.words[before])  # "they've shown"
    return not held and clause.reading.tags[before] != "AND"


def _by_the_way(clause: Clause, found: Attribution) -> bool:
    """ "Mr B, identified only as a driver, left": a participle between commas, and nobody's."""
    reading, head = clause.reading, clause.cue.head
    if found.source is not None or found.rule != "loose" or head == clause.first:
        return False
    return reading.words[head - 1] == "," and reading.lower[clause.cue.last] in ("only", "as")


_REASONS = (_asks_in_passing, _says_nothing, _notice, _handed, _participle, _by_the_way)
