"""Labelled sentences with other people, places and bodies in them.

The name lists know every name in the sentences they label, and a model taught by them would take
what no list knows for no name at all. So names are exchanged for others, half of them invented.
"""

from collections.abc import Sequence
from itertools import pairwise

from tasks.models.names_labels import Sample, sample
from tasks.models.names_templates import Entities, Writer
from tasks.text.names import spans
from tasks.text.spans import Name
from tasks.text.tags import Tagger

_SENTENCES = 10


def renamed(texts: Sequence[str], origin: Sample, tagger: Tagger, most: int = 6000) -> Sample:
    """The first `most` sentences of `origin` that name something, with other names, ten to a text.

    texts: those that `origin` was read from, in its order.
    """
    writer = Writer(seed=1)
    made: list[tuple[str, Entities]] = []
    names = spans(origin.read, origin.labels)
    for text, found, (first, last) in zip(texts, names, _bounds(origin), strict=True):
        for start, end in _sentences(origin, first, last):
            inside = [name for name in found if start <= name.start and name.end <= end]
            if inside and len(made) < most:
                made.append(_exchanged(text, start, end, inside, writer))
    grouped = [_joined(made[at : at + _SENTENCES]) for at in range(0, len(made), _SENTENCES)]
    return sample([text for text, _ in grouped], [found for _, found in grouped], tagger)


def _bounds(origin: Sample) -> list[tuple[int, int]]:
    return list(pairwise(origin.read.first.tolist()))


def _sentences(origin: Sample, first: int, last: int) -> list[tuple[int, int]]:
    """Offsets of the sentences of one text that have a place that counts."""
    counted = set(origin.places.tolist())
    read, found, begin = origin.read, [], first
    for token in range(first, last):
        if token + 1 == last or read.sentence[token + 1] != read.sentence[token]:
            if any(place in counted for place in range(begin, token + 1)):
                found.append((int(read.starts[begin]), int(read.ends[token])))
            begin = token + 1
    return found


def _exchanged(
    text: str, start: int, end: int, names: Sequence[Name], writer: Writer
) -> tuple[str, Entities]:
    entities: Entities
    out, entities, place = "", [], start
    for name in names:
        out += text[place : name.start]
        new = writer.instead(text[name.start : name.end], name.type)
        entities.append((len(out), len(out) + len(new), name.type))
        out, place = out + new, name.end
    return out + text[place:end], entities


def _joined(sentences: Sequence[tuple[str, Entities]]) -> tuple[str, Entities]:
    entities: Entities
    text, entities = "", []
    for sentence, found in sentences:
        entities += [(len(text) + a, len(text) + b, kind) for a, b, kind in found]
        text += sentence.replace("\n", " ") + "\n"
    return text, entities
