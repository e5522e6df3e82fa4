"""Sentences that begin with a quotation, read in two: "I oppose the treaty," Jonas Keane said.

Treebanks hold few of them, and the parser takes the last words of what is said for the subject of
"said". What stands in the marks is parsed alone, then hung below the verb of the rest.
"""

from collections.abc import Sequence
from functools import cache

from tasks.text.quotes_words import cue_forms
from tasks.text.syntax import Parse, parse, tokens

_MARKS = frozenset(["“", "”", '"', "''", "``", "‘", "’"])
_SPOKEN = frozenset([",", "?", "!", "…", "—", "--"])
_REACH = 12  # tokens from the closing mark within which somebody must say it
_SHORTEST = 4


def parse_quoted(texts: Sequence[str]) -> list[Parse]:
    """As `syntax.parse`, but a quotation that begins a sentence is parsed apart from who says it.

    >>> found = parse_quoted(["“I oppose the treaty,” Jonas Keane said."])[0]
    >>> [(found.words[i], found.words[found.heads[i]]) for i in (1, 2, 4)]
    [('I', 'oppose'), ('oppose', 'said'), ('treaty', 'oppose')]
    """
    cuts = [_cut(text) for text in texts]
    parts = [
        part
        for text, cut in zip(texts, cuts, strict=True)
        for part in ((text[:cut], text[cut:]) if cut else (text,))
    ]
    read = iter(parse(parts))
    return [_joined(next(read), next(read), cut) if cut else next(read) for cut in cuts]


def _cut(text: str) -> int:
    """The code point behind the quotation that begins a sentence and is somebody's, 0 if none does."""
    if not text or text[0] not in "“\"'‘`":
        return 0
    words, _, ends = tokens(text)
    if words[0] not in _MARKS:
        return 0
    closing = next((at for at in range(1, len(words)) if words[at] in _MARKS), 0)
    if closing <= _SHORTEST or words[closing - 1] not in _SPOKEN:
        return 0
    behind = words[closing + 1 : closing + 1 + _REACH]
    return ends[closing] if any(word in _saying() for word in behind) else 0


@cache
def _saying() -> frozenset[str]:
    """The forms of verbs that take what is said."""
    forms = cue_forms().items()
    return frozenset(form for form, verbs in forms if any("c" in verb.frames for verb in verbs))


def _joined(said: Parse, rest: Parse, cut: int) -> Parse:
    """One parse of both parts: the quotation's root is what the rest's root says."""
    by = len(said.words)
    root = next((at for at, name in enumerate(rest.relations) if name == "root"), -1)
    hung = [name == "root" and root >= 0 for name in said.relations]
    heads = [by + root if own else head for own, head in zip(hung, said.heads, strict=True)]
    return Parse(
        said.words + rest.words,
        said.starts + [start + cut for start in rest.starts],
        said.ends + [end + cut for end in rest.ends],
        said.tags + rest.tags,
        heads + [head + by if head >= 0 else head for head in rest.heads],
        ["ccomp" if own else name for own, name in zip(hung, said.relations, strict=True)]
        + rest.relations,
    )
