"""One cue in its sentence, and what can be asked of the two."""

from dataclasses import dataclass, field

from tasks.text import quotes_sources as sources
from tasks.text.function_words import words
from tasks.text.quotes_cues import Cue
from tasks.text.quotes_group import group
from tasks.text.quotes_scene import Phrase, Scene
from tasks.text.reading import Reading

FINITE = frozenset(["VBD", "VBZ", "AUX"])
_CONTRACTED = ("'re", "’re", "'ll", "’ll", "'m", "’m", "'d", "’d", "'ve", "’ve", "n't", "n’t")


@dataclass
class Attribution:
    """content, cue and source as tokens; direct: all of it is the speaker's words in marks.

    rule: the name of the rule that found it.
    """

    content: list[Phrase]
    cue: Phrase | None
    source: Phrase | None
    direct: bool = False
    rule: str = ""


@dataclass(slots=True)
class Clause:
    """One cue in its sentence: the bounds, the cues behind it, the speakers before it.

    quoted: whether the sentence holds, or stands beside, a stretch in marks. cue_phrase: the cue
    with its auxiliaries and adverbs ("has repeatedly said").
    """

    scene: Scene
    cue: Cue
    first: int
    stop: int
    following: list[Cue]
    source: Phrase | None
    earlier: Phrase | None
    quoted: bool
    reading: Reading = field(init=False)
    cue_phrase: Phrase = field(init=False)

    def __post_init__(self) -> None:
        self.reading = self.scene.reading
        floor = self.source[1] if self.source else self.first
        first = group(self.reading, self.cue.first, floor)
        while first < self.cue.first and self.scene.inside[first] >= 0:
            first += 1
        self.cue_phrase = first, self.cue.last

    @property
    def start(self) -> int:
        """Where speaker and cue begin."""
        return self.source[0] if self.source else self.cue_phrase[0]

    @property
    def speaker(self) -> Phrase | None:
        """The cue's own subject, else the one it shares with an earlier verb."""
        if self.source or self.earlier:
            return self.source or self.earlier
        before = (
            self.reading.tags[self.cue_phrase[0] - 1] if self.cue_phrase[0] > self.first else ""
        )
        shares = before == "AND" or self.reading.tags[self.cue.head] == "VBG"
        return subject(self) if shares else None


def has_verb(reading: Reading, start: int, last: int) -> bool:
    """Whether a finite verb stands among tokens [start, last)."""
    return not FINITE.isdisjoint(reading.tags[start:last]) or any(
        word.endswith(_CONTRACTED) for word in reading.lower[start:last]
    )


def modal(clause: Clause) -> bool:
    """Whether a plain verb says that something was, or would be, said: "did not deny"."""
    return clause.source is not None and clause.cue_phrase[0] < clause.cue.first


def passive(clause: Clause) -> bool:
    """Whether the cue is done to its subject: "was quoted"."""
    if clause.reading.tags[clause.cue.head] not in ("VBN", "VBD"):
        return False
    before = clause.reading.lower[clause.cue_phrase[0] : clause.cue.first]
    return clause.reading.tags[clause.cue.head] == "VBN" and not words("be").isdisjoint(before)


def subject(clause: Clause) -> Phrase | None:
    """The subject of the sentence's first finite verb."""
    for place in range(clause.first, clause.cue.head):
        if clause.reading.tags[place] in ("VBD", "VBZ", "AUX", "VBN"):
            return sources.left(clause.reading, place, clause.first)
    return None


def main_subject(clause: Clause) -> Phrase | None:
    """ "Denying the report, Lee left": the subject behind the comma."""
    for place in range(clause.cue.last, clause.stop - 1):
        if clause.reading.words[place] == "," and clause.scene.inside[place] < 0:
            return sources.right(clause.reading, place + 1, clause.stop)
    return None
