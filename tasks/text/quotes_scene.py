"""A reading with its quoted stretches: what stands inside marks, what speaks, what only scares."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from tasks.text.quotes_marks import Quoted
from tasks.text.reading import MARKS, Reading

Phrase = tuple[int, int]
_ENDS = frozenset([".", "!", "?", "...", "…", ")"])
_TERMINAL = frozenset([",", ".", "!", "?", "…", "...", "--", "—", "–"])
_SPEECH_WORDS = 5


@dataclass
class Scene:
    """inside: number of the stretch each token stands in, -1 outside; speech: stretches that speak."""

    reading: Reading
    stretches: list[Quoted]
    inside: list[int] = field(init=False)
    by_first: dict[int, Quoted] = field(init=False)
    by_last: dict[int, Quoted] = field(init=False)
    lasts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.inside = [-1] * len(self.reading.words)
        for number, stretch in enumerate(self.stretches):
            self.inside[stretch.first : stretch.last] = [number] * (stretch.last - stretch.first)
        self.by_first = {one.first: one for one in self.stretches}
        self.lasts = [one.last for one in self.stretches]
        self.by_last = {one.last: one for one in self.stretches}

    def quotes_within(self, first: int, last: int) -> bool:
        """Whether a stretch begins or ends among the tokens [first, last], or right behind."""
        at = bisect_left(self.lasts, first)
        return at < len(self.stretches) and self.stretches[at].first <= last + 2

    def speaks(self, stretch: Quoted) -> bool:
        """Whether a stretch is speech by its look: a clause of its own, or long enough."""
        return self.terminal(stretch) or stretch.last - stretch.first - 2 >= _SPEECH_WORDS

    def in_speech(self, place: int) -> bool:
        """Whether a token stands in a stretch that speaks."""
        return self.inside[place] >= 0 and self.speaks(self.stretches[self.inside[place]])

    def terminal(self, stretch: Quoted) -> bool:
        """Whether a stretch ends, within or right behind its mark, as a clause does."""
        if not stretch.closed:
            return True
        return self.reading.words[self.final(stretch)] in _TERMINAL

    def final(self, stretch: Quoted) -> int:
        """The last token within the marks, past marks that close just before: "… ‘no,’”"."""
        place = stretch.last - 2 if stretch.closed else stretch.last - 1
        while place > stretch.first + 1 and self.reading.words[place] in MARKS:
            place -= 1
        return place

    def same_paragraph(self, a: int, b: int) -> bool:
        """Whether two tokens stand in one paragraph."""
        return self.reading.paragraph[a] == self.reading.paragraph[b]

    def opens_sentence(self, place: int) -> bool:
        """Whether a sentence begins with the token; one past the last token counts as another."""
        firsts = self.reading.firsts
        return firsts[bisect_right(firsts, place) - 1] == place

    def sentence_before(self, place: int) -> int:
        """The token with which the sentence begins that ends before the token."""
        return self.reading.firsts[bisect_left(self.reading.firsts, place) - 1]

    def opens_paragraph(self, place: int) -> bool:
        """Whether a paragraph begins with the token."""
        return place == 0 or not self.same_paragraph(place - 1, place)

    def without_end(self, first: int, last: int) -> int:
        """The end of a sentence before its full stop, unless a closing mark stands behind it."""
        while last > first and self.reading.words[last - 1] in _ENDS and self.inside[last - 1] < 0:
            last -= 1
        return last

    def whole(self, first: int, last: int) -> Phrase:
        """A stretch of content with all of the quotations it begins or ends in."""
        opened, closed = self.inside[first], self.inside[last - 1]
        if opened >= 0 and self.terminal(self.stretches[opened]):
            first = min(first, self.stretches[opened].first)
        return first, max(last, self.stretches[closed].last) if closed >= 0 else last
