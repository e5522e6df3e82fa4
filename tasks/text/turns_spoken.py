"""What is said in the turns of a transcript or an interview, and who says it."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tasks.text.spans import Name, RoleSpan, Span
from tasks.text.turns import (
    Label,
    ends,
    is_addressed,
    is_meeting,
    is_met,
    is_plain,
    is_question,
    is_talk,
    label_of,
)
from tasks.text.turns_voices import People, Voice

_ROLES = frozenset(["body", "dateline", "subhead"])  # of paragraphs in which somebody speaks
_ABOVE = frozenset(["body", "dateline", "headline", "caption"])  # in which an interviewee is named
_QUOTED = tuple('“"«„`‘')
_NEAR = 3  # paragraphs from most labels of a transcript to the next
_TURNS = 2  # of each voice that makes a transcript
_GAP = 8  # paragraphs of one turn at most
_ANSWERS = 4  # paragraphs of answers to a question of an interview, on average, at most
_NAMED = 2  # times that an interviewee is named above the questions
_QUESTIONS = 3  # without a label, that make a text worth reading as an interview
_FIRST = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|me)\b")


class Turn(NamedTuple):
    """A paragraph in which one voice speaks; where the paper asks, nothing is said by anybody.

    speaker: the label's words, or a full name printed elsewhere if the label is a letter or two.
    """

    whole: Span
    said: Span | None = None
    cue: Span | None = None
    speaker: Span | None = None


class Spoken(NamedTuple):
    """The turns of a text in order, and its names with those that the labels add."""

    turns: list[Turn]
    names: list[Name]


def may_speak(text: str) -> bool:
    """Whether a text has colons or questions enough for a transcript or an interview."""
    return text.count(":") >= _TURNS * 2 or text.count("?") >= _QUESTIONS


def spoken(text: str, paragraphs: Sequence[RoleSpan], names: Sequence[Name]) -> Spoken:
    """The turns of one text, none where it is neither transcript nor plain interview.

    paragraphs: each with its role. names: what the text names, in order.
    """
    labels = [_label(text, one) for one in paragraphs]
    asks = [
        label is None and role in _ROLES and is_question(text[start:end])
        for label, (start, end, role) in zip(labels, paragraphs, strict=True)
    ]
    if sum(label is not None for label in labels) < _TURNS * 2 and sum(asks) < _QUESTIONS:
        return Spoken([], list(names))
    interview = Interview(text, paragraphs, names, labels, asks)
    found = interview.turns()
    return Spoken(found, interview.named() if found else list(names))


def _label(text: str, paragraph: RoleSpan) -> Label | None:
    start, end, role = paragraph
    found = label_of(text[start:end]) if role in _ROLES else None
    if found is None:
        return None
    (first, last), behind = found
    return Label(Span(start + first, start + last), start + behind)


class Interview:
    """One text with its labels, the voices they stand for, and its questions without a label."""

    def __init__(
        self,
        text: str,
        paragraphs: Sequence[RoleSpan],
        names: Sequence[Name],
        labels: list[Label | None],
        asks: list[bool],
    ) -> None:
        self.text, self.paragraphs, self.names = text, paragraphs, names
        self.labels, self.asks = labels, asks
        self.people = People(text, names)
        voices = [self._voice(label) for label in labels]
        asking = self._who_ask(voices)
        self.voices = [v._replace(kind="asker") if v and v.who in asking else v for v in voices]
        kinds = [voice.kind if voice else "" for voice in self.voices]
        self.answers = {n for n, kind in enumerate(kinds) if kind == "answer"}
        self.asking = [n for n, kind in enumerate(kinds) if kind == "asker" or asks[n]]
        self.asked_at = frozenset(self.asking)
        self.loud = self._loud()
        self.asked = self._asked()

    def _voice(self, label: Label | None) -> Voice | None:
        """Whom a label stands for; Lund: "…" is no turn, for words in marks have rules of their own."""
        if label and self.text[label.behind : label.behind + 1] in _QUOTED:
            return Voice("", "", [])
        return self.people.voice(self.text[slice(*label.name)]) if label else None

    def _said(self, number: int) -> str:
        label, paragraph = self.labels[number], self.paragraphs[number]
        return self.text[label.behind if label else paragraph.start : paragraph.end]

    def _who_ask(self, voices: list[Voice | None]) -> set[str]:
        """Voices that the text does not name, most of whose turns are questions: "The Echo: Why?"."""
        often = Counter(voice.who for voice in voices if voice and not voice.kind)
        ask = Counter(v.who for n, v in enumerate(voices) if v and self._said(n).endswith("?"))
        return {who for who, count in often.items() if _TURNS <= count <= 2 * ask[who]}

    def _loud(self) -> set[str]:
        """The people who take turns; nobody where the text is no transcript."""
        places = [(n, voice) for n, voice in enumerate(self.voices) if voice and voice.kind]
        often = Counter(voice.who for _, voice in places if voice.kind == "person")
        asked = sum(voice.kind == "asker" for _, voice in places)
        people = {who for who, count in often.items() if count >= _TURNS}
        taken = [n for n, voice in places if voice.who in people]
        talk = sum(is_talk(self._said(n)) for n in taken)
        steps = [b - a for (a, _), (b, _) in pairwise(places)]
        if 2 * sum(step <= _NEAR for step in steps) < len(steps):
            return set()
        plenty = len(people) >= _TURNS or (bool(people) and asked >= _TURNS)
        return set(often) if plenty and 2 * talk >= len(taken) else set()

    def _asked(self) -> Span | None:
        """Where the one person is named who answers, if it can be only one and the build is plain."""
        marked = len(self.answers) >= _TURNS and len(self.asking) >= _TURNS
        lines = [self.text[start:end] for start, end, _ in self.paragraphs]
        if self.loud or not (marked or is_meeting(lines, self.asking)):
            return None
        if any(line.lower() in self.people.full for line in lines):
            # Names above what each of them says: another build.
            return None
        answers = [self._said(n) for n in range(len(self.paragraphs)) if self._answers(n)]
        if len(answers) > _ANSWERS * len(self.asking):
            return None
        own = sum(_FIRST.search(answer) is not None for answer in answers)
        return self._sole(self.asking[0]) if 2 * own >= len(answers) > 0 else None

    def _sole(self, first: int) -> Span | None:
        """The last full name of the one person named above the first question, twice or as met."""
        begins = [one.start for one in self.paragraphs[: first + 1]]
        people: dict[str, Span] = {}
        often: Counter[str] = Counter()
        for start, end, type_ in self.names[: bisect_left(self.names, (begins[-1],))]:
            paragraph = self.paragraphs[bisect_right(begins, start) - 1]
            if type_ == "PER" and paragraph.role in _ABOVE:
                words = self.text[start:end].lower().split()
                often[words[-1]] += 1 + is_met(self.text[paragraph.start : paragraph.end])
                if len(words) > 1:
                    people[words[-1]] = Span(start, end)
        sole = len(people) == 1 and often[next(iter(people))] >= _NAMED
        return next(iter(people.values())) if sole else None

    def _answers(self, number: int) -> bool:
        """Whether a paragraph answers: it is so marked, or stands behind a question."""
        if number in self.answers or self.labels[number] or self.asks[number]:
            return number in self.answers
        inner = self.asking[0] < number < self.asking[-1] or number == self.asking[-1] + 1
        if not inner or self.paragraphs[number].role != "body":
            return False
        said = self._said(number)
        put = said.endswith("?") or (is_addressed(said) and not _FIRST.search(said))
        return is_plain(said) and not put

    def turns(self) -> list[Turn]:
        """The turns in order."""
        if self.asked:
            return [turn for n in range(len(self.paragraphs)) for turn in self._answer(n)]
        return list(self._taken()) if self.loud else []

    def _answer(self, number: int) -> Iterator[Turn]:
        start, end, _ = self.paragraphs[number]
        label = self.labels[number]
        if number in self.asked_at:
            yield Turn(Span(start, end))
        elif self._answers(number):
            begin = label.behind if label else start
            yield Turn(Span(start, end), Span(begin, end), None, self.asked)

    def _taken(self) -> Iterator[Turn]:
        """Labelled turns, and the paragraphs that go on with them up to the next label."""
        labelled = [(n, *pair) for n, pair in enumerate(zip(self.labels, self.voices, strict=True))]
        taken = [(n, label, voice) for n, label, voice in labelled if label and voice]
        ends = [n for n, _, _ in taken[1:]]
        for (number, label, voice), following in zip(taken, [*ends, 0], strict=True):
            start, end, _ = self.paragraphs[number]
            if voice.kind == "asker":
                yield Turn(Span(start, end))
            elif voice.kind == "role" or voice.who in self.loud:
                speaker, cue = self._speaker(voice, label)
                said = Span(label.behind, end) if label.behind < end else None
                yield Turn(Span(start, end), said, cue, speaker)
                for n in self._goes_on(number, following, voice):
                    whole = Span(*self.paragraphs[n][:2])
                    yield Turn(whole, whole, cue, speaker)

    def _speaker(self, voice: Voice, label: Label) -> tuple[Span, Span | None]:
        """Speaker and cue: the label and its colon, or a name printed before and none."""
        if not voice.named:
            colon = self.text.index(":", label.name.end)
            return label.name, Span(colon, colon + 1)
        before = [one for one in voice.named if one.end <= label.name.start]
        return (before or voice.named)[-1 if before else 0], None

    def _goes_on(self, number: int, following: int, voice: Voice) -> Iterator[int]:
        """The paragraphs between a turn and the label `following` that belong to the turn.

        Where the speaker is named, somebody else tells the story again; a question that stands
        right before the next label is put by the paper.
        """
        if following - number > _GAP:
            return
        last = following - self.asks[following - 1]
        for n in range(number + 1, last):
            if self.paragraphs[n].role != "body" or voice.who in self._said(n).lower():
                return
            said = self._said(n)
            if is_plain(said) and ends(said) and not self._presents(n):
                yield n

    def _presents(self, number: int) -> bool:
        """Whether a paragraph tells who one of the voices is: "Ada Holm is a diver.", nobody's words."""
        first, second, third, *_ = [*self._said(number).split(None, 2), "", "", ""]
        name, address = f"{first} {second.rstrip(',')}".lower(), is_addressed(third)
        return name in self.people.full and name.split()[-1] in self.loud and not address

    def named(self) -> list[Name]:
        """The names, each label that names a person among them, and none within initials."""
        pairs = zip(self.labels, self.voices, strict=True)
        people = [(label.name, v.named) for label, v in pairs if label and v and v.who in self.loud]
        starts = [span.start for span, _ in people]
        told: set[int] = set()
        kept = []
        for name in self.names:
            at = bisect_right(starts, name.end - 1) - 1
            if at >= 0 and name.start < people[at][0].end:
                label, initials = people[at]
                titled = self._full(label) and name.start < self._untitled(label).start
                if initials or titled or name.type != "PER":
                    continue
                told.add(at)
            kept.append(name)
        added = [n for n, (_, named) in enumerate(people) if n not in told and not named]
        return sorted([*kept, *(Name(*self._untitled(people[n][0]), "PER") for n in added)])

    def _full(self, label: Span) -> str:
        """The full name that a label ends in, if the text has it elsewhere too, without a title."""
        last = " ".join(self.text[slice(*label)].split(" ")[-2:])
        return last if last.lower() in self.people.full else ""

    def _untitled(self, label: Span) -> Span:
        """A label from where a full name that the text has, or else the surname, begins in it."""
        last = self._full(label) or self.text[slice(*label)].split(" ")[-1]
        return Span(label.end - len(last), label.end)
