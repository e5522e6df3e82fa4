"""Roles of lines in languages that the role model has not learnt: by their build, not their words.

The model reads English. Of another language it knows neither words nor cues, and takes paragraphs
for captions; but sentences end and headings do not in most scripts.
"""

import re
from collections.abc import Sequence

from tasks.text.language import find_language
from tasks.text.widths import columns

_SEEN, _ENGLISH = 1_000, 3  # characters; such words in them that spare asking for the language
_SMALL = (" the ", " and ", " that ")  # counted as strings, which costs a tenth of a pattern
_PROSE, _LONG = 40, 120  # columns: of a line that ends a sentence, of any line
_HEADING = 90  # columns
_ENDED = re.compile(r"[.!?…。！？।؟։။។][\"'”’“»›)\]」』]*$")
# A picture's credit, a link: the model knows them in any language by their signs.
_SIGNED = re.compile(
    r"(?:photo|foto|фото|bild|imagen|immagine|写真|图片)\s*(?:[:：/©]|$)|©|https?://|@\w|getty images",
    re.IGNORECASE,
)
# German, Dutch, Italian; the sure rules know the French and the Spanish.
_WRITTEN = re.compile(
    r"(?:Von|Door|Di|De) (?:[A-ZÀ-Þ][\w.'’-]+,? (?:und |en |e )?){1,4}[A-ZÀ-Þ][\w.'’-]+$"
)


def is_elsewhere(text: str) -> bool:
    """Whether a text is known to be in another language than English.

    >>> is_elsewhere("Le conseil a voté lundi soir la fermeture du vieux barrage.")
    True
    >>> is_elsewhere("The council voted to close the old dam.")
    False
    """
    top = text[:_SEEN]
    if sum(map(top.count, _SMALL)) >= _ENGLISH:
        return False
    return find_language(text).code not in ("en", "und")


def by_build(lines: Sequence[str], labels: Sequence[str], titled: bool = False) -> list[str]:
    """A role for each line of such a text, from the model's `labels` where its build says nothing.

    titled: its title is known, and a first line that differs from it need not be a headline.

    >>> story = "Le conseil a voté lundi soir la fermeture du vieux barrage d'Osterna."
    >>> by_build(["Osterna ferme son barrage", story], ["caption", "boilerplate"])
    ['headline', 'body']
    """
    sizes = [columns(line) for line in lines]
    prose = [_is_prose(*pair) for pair in zip(lines, sizes, strict=True)]
    found = list(labels)
    for number, line in enumerate(lines):
        if not line or (sizes[number] < 2 * _LONG and _SIGNED.search(line)):
            continue
        if prose[number] or _ENDED.search(line):
            found[number] = "body"
        elif _WRITTEN.match(line):
            found[number] = "byline"
        elif number == 0 and not titled and sizes[0] <= 2 * _HEADING and any(prose[1:4]):
            found[number] = "headline"
        elif _heads(line, sizes[number], prose[number + 1 :]) and found[number] != "byline":
            found[number] = "subhead"
    return found


def _is_prose(line: str, size: int) -> bool:
    return size >= _LONG or (size >= _PROSE and bool(_ENDED.search(line)))


def _heads(line: str, size: int, prose_below: Sequence[bool]) -> bool:
    return size <= _HEADING and line[-1] not in ":：,،、" and any(prose_below[:1])
