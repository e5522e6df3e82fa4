"""Speakers behind a verb of speech: a phrase, or a word that stands for somebody: reads another."""

from tasks.text import quotes_sources as sources
from tasks.text.quotes_scene import Phrase
from tasks.text.reading import Reading

_OTHERS = (["another"], ["others"], ["the", "other"], ["the", "others"])
_CLOSES = frozenset([",", ".", ";", ":", "(", "—", "--", "–"])


def right(reading: Reading, first: int, ceiling: int) -> Phrase | None:
    """The speaker who begins at token `first`, before `ceiling`; None where none does."""
    return sources.right(reading, first, ceiling) or _other(reading, first, ceiling)


def _other(reading: Reading, first: int, ceiling: int) -> Phrase | None:
    for words in _OTHERS:
        last = first + len(words)
        if last <= ceiling and reading.lower[first:last] == words:
            closed = last == ceiling or reading.words[last] in _CLOSES
            return (first, last) if closed else None
    return None
