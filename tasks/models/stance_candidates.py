"""Which holder may stand toward which target in a sentence: the questions a night asks.

A target is a named actor, a name of the watchlist, or a proposition ("the truce", "peace talks").
A holder is the speaker of the quotation that the target stands in; an actor who is an argument of
a stance word, or subject of a predicate above the target; else the article's own voice.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from tasks import lexicons
from tasks.models.stance_features import Row, linked, tokens_of
from tasks.models.stance_reading import Sentence
from tasks.models.stance_rules import EXACT
from tasks.models.stance_tree import Tree
from tasks.watchlist import Target, Watchlist

_WITHIN = frozenset({"of", "in", "at", "from", "near", "for"})
# "The city of Vesterby", "members of the council": what stands before "of" is, or acts for, what stands behind.
_ITSELF = frozenset({"city", "country", "island", "kingdom", "members", "nation", "people", "port", "province",
                     "republic", "state", "town", "village"})  # fmt: skip
# What may stand between a place or party and the name of who acts for it.
_TITLES = frozenset({"NN", "NNP", "JJ", "POS"})
MOST = 12  # questions asked of one sentence, nearest first
_DETERMINER = r"(?:the|this|these|those|its|his|her|their|our|your)"


class Named(NamedTuple):
    """Someone or something in the sentence; start and end count from the sentence's start."""

    start: int
    end: int
    name: str
    actor: str | None
    proper: bool


class Voice(NamedTuple):
    """A quotation as far as it stands in the sentence; `speaker` has no span if elsewhere."""

    start: int
    end: int
    speaker: Named | None
    cue: str | None


class Question(NamedTuple):
    """One row to judge, and what the table says of it."""

    row: Row
    holder: Named | None
    kind: str
    target: Named
    reported: bool


@cache
def _propositions() -> re.Pattern[str]:
    heads = sorted(lexicons.column("propositions", "head"), key=lambda head: (-len(head), head))
    words = "|".join(re.escape(head) for head in heads)
    many = "|".join(
        re.escape(head)
        for head in heads
        if head.endswith("s") or " " in head or head.endswith("ism")
    )
    # Of small letters: to look for either case takes three times as long.
    return re.compile(
        rf"\b{_DETERMINER}\s+(?:[a-z][\w-]*\s+){{0,2}}?(?:{words})\b(?!['’]s)(?:\s+(?:deal|bill|plan|law|agreement|talks)\b)?|\b(?:{many})\b"
    )


@cache
def _groups() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What may stand after and before a name: "'s political opposition", "the government in "."""
    heads = "|".join(sorted(lexicons.column("groups", "head")))
    after = re.compile(rf"['’]s?\s+(?:[a-z-]+\s+){{0,2}}?({heads})\b")
    return after, re.compile(rf"\b(?:the\s+)?({heads})\s+(?:in|of)\s+$", re.IGNORECASE)


def grown(text: str, name: Named) -> Named:
    """A name with the group it only qualifies; the actor stays where the group is the state itself.

    >>> grown("Talvania's navy sailed.", Named(0, 8, "Talvania", "l1", True))
    Named(start=0, end=15, name="Talvania's navy", actor=None, proper=True)
    """
    after, before = _groups()
    behind = after.match(text, name.end)
    # Few names are led in at all, and to look through all that stands before one takes long.
    led = text[: name.start].rstrip()[-2:].lower() in ("in", "of")
    front = before.search(text, 0, name.start) if led and not behind else None
    found = behind or front
    if found is None:
        return name
    start, end = (name.start, behind.end()) if behind else (found.start(), name.end)
    same = lexicons.mapping("groups", "head", "same")[found.group(1).lower()] == "yes"
    return Named(start, end, text[start:end], name.actor if same else None, name.proper)


def owned(words: str) -> bool:
    """Whether a speaker is only somebody's group: "Talvania's opposition".

    >>> owned("Talvania's political opposition"), owned("Talvania's government"), owned("Talvania")
    (True, False, False)
    """
    found = _groups()[0].search(words)
    same = lexicons.mapping("groups", "head", "same")
    return found is not None and same[found.group(1).lower()] == "no"


def propositions(text: str) -> list[Named]:
    """Propositions named in a sentence, as noun phrases.

    >>> [p.name for p in propositions("They back the new truce deal before peace talks.")]
    ['the new truce deal', 'peace talks']
    """
    return [
        Named(m.start(), m.end(), text[m.start() : m.end()], None, False)
        for m in _propositions().finditer(_small(text))
    ]


def _small(text: str) -> str:
    """`text` in lower case, code point for code point.

    >>> len("İzmir".lower()), _small("İzmir BACKS it")
    (6, 'İzmir backs it')
    """
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := sign.lower()) == 1 else sign for sign in text)


@cache
def _aliases(target: Target) -> re.Pattern[str]:
    names = sorted({target.name, *target.aliases}, key=lambda name: (-len(name), name))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b", re.IGNORECASE)


def watched(text: str, watchlist: Watchlist) -> list[Named]:
    """Mentions of the watchlist's targets, by name or alias, whatever the case."""
    return [
        Named(match.start(), match.end(), target.name, target.id, False)
        for target in watchlist.targets
        for match in _aliases(target).finditer(text)
    ]


def targets(text: str, names: Sequence[Named], watchlist: Watchlist) -> list[Named]:
    """All targets of a sentence; where two overlap the watchlist's wins, then the name's."""
    kept: list[Named] = []
    for target in (*watched(text, watchlist), *names, *propositions(text)):
        if not any(target.start < k.end and k.start < target.end for k in kept):
            kept.append(target)
    return sorted(kept, key=lambda target: (target.start, target.end, target.name))


def questions(
    sentence: Sentence, names: Sequence[Named], found: Sequence[Named], voices: Sequence[Voice]
) -> list[Question]:
    """The questions worth asking of one sentence about the targets `found`, at most `MOST`."""
    if not sentence.facts.tree.words:
        return []
    tree = sentence.facts.tree
    places = {named: tokens_of(tree, named[:2]) for named in names}
    begins = {first for first, _ in places.values()}
    places = {
        one: place
        for one, place in places.items()
        if not introduces(tree, place, begins) and not tells_of(tree, place)
    }
    asked: list[Question] = []
    for target in found:
        goal = tokens_of(sentence.facts.tree, target[:2])
        voice = next((v for v in voices if v.start <= target.start < v.end), None)
        held = [
            Question(Row(sentence.facts, place, goal), holder, "actor", target, voice is not None)
            for holder, place in places.items()
            if _apart(holder, target) and _may_hold(sentence, place, goal)
        ]
        asked += held
        if voice is not None:
            asked += _spoken(sentence, goal, target, voice, held)
        elif not held and target.proper and _coloured(sentence, goal):
            asked.append(Question(Row(sentence.facts, None, goal), None, "author", target, False))
    return asked[:MOST]


def _spoken(
    sentence: Sentence, goal: tuple[int, int], target: Named, voice: Voice, held: list[Question]
) -> Iterator[Question]:
    """The speaker's own stance toward what he speaks of."""
    speaker = voice.speaker
    if speaker is None or not _apart(speaker, target):
        return
    if any(
        q.holder is not None and q.holder.actor == speaker.actor and speaker.actor for q in held
    ):
        return
    here = speaker.end > speaker.start
    place = tokens_of(sentence.facts.tree, speaker[:2]) if here else None
    yield Question(Row(sentence.facts, place, goal), speaker, "speaker", target, True)


def _coloured(sentence: Sentence, goal: tuple[int, int]) -> bool:
    """Whether a polar word stands by a mention in the tree: below it, over it, or beside it."""
    tree = sentence.facts.tree
    top = tree.top(*goal)
    ups = list(tree.up(top))[:2]
    close = {*tree.children[top], *ups, *(c for up in ups for c in tree.children[up])}
    return any(
        token in close and not goal[0] <= token < goal[1] for token, _ in sentence.facts.polar
    )


def _apart(holder: Named, target: Named) -> bool:
    """Whether these are two: neither the same actor nor the same words."""
    same = holder.actor is not None and holder.actor == target.actor
    overlap = holder.start < target.end and target.start < holder.end
    return not same and not overlap


def _may_hold(sentence: Sentence, place: tuple[int, int], goal: tuple[int, int]) -> bool:
    """Whether a mention is an argument of a stance word, or subject above the target."""
    tree = sentence.facts.tree
    qualifies = tree.relations[tree.top(*place)] == "nmod:poss" or only_qualifies(tree, place)
    if qualifies and not any(linked(tree, place, p.holders) == EXACT for p in sentence.facts.found):
        return False
    if any(
        linked(tree, place, p.holders) and linked(tree, goal, p.targets)
        for p in sentence.facts.found
    ):
        return True
    ups, top, downs = tree.path(tree.top(*place), tree.top(*goal))
    subject = top >= 0 and bool(ups) and tree.relations[ups[-1]] in ("nsubj", "obl:agent")
    near = len(ups) <= 2 and len(downs) <= 4
    return (
        subject and near and bool(downs) and tree.relations[downs[0]] not in ("conj", "parataxis")
    )


def introduces(tree: Tree, place: tuple[int, int], begins: Collection[int]) -> bool:
    """Whether a name only says where the next is from: "Vesterby Gov. Ana Lund".

    begins: the tokens that names begin with.
    """
    after = place[1]
    while after < len(tree.words) and after not in begins and tree.tags[after] in _TITLES:
        after += 1
    return after in begins


def tells_of(tree: Tree, place: tuple[int, int]) -> bool:
    """Whether a name stands behind a noun and "of" or "in": "the fishermen of Vesterby".

    The city of Vesterby is Vesterby; members and officials act for whom they belong to.
    """
    if tree.words[place[1] : place[1] + 1] in (["'s"], ["’s"], ["'"], ["’"]):
        return False
    at = place[0] - 1
    while at >= 0 and tree.tags[at] in ("DT", "PRP$", "CD"):
        at -= 1
    if at < 1 or tree.words[at] not in _WITHIN or not tree.tags[at - 1].startswith("NN"):
        return False
    return tree.words[at - 1] not in lexicons.column("groups", "head") | _ITSELF


def only_qualifies(tree: Tree, place: tuple[int, int]) -> bool:
    """Whether a mention tells which person or thing is meant: "a Harbour TV analyst".

    Members, officials and campaigns act for whom they belong to.
    """
    top = tree.top(*place)
    head = tree.heads[top]
    if head < 0 or tree.relations[top] not in ("compound", "amod", "nmod"):
        return False
    while tree.relations[head] in ("compound", "flat") and tree.heads[head] >= 0:
        head = tree.heads[head]
    plural = tree.tags[head] == "NNS"
    return not plural and tree.words[head] not in _acting()


@cache
def _acting() -> frozenset[str]:
    """Heads of groups that act as one: "administration", "campaign"."""
    return frozenset(row["head"] for row in lexicons.rows("groups") if row["acts"] == "yes")


def cue(question: Question) -> str | None:
    """The stance word that links holder and target best, as it stands; else one over the target."""
    row, best, word = question.row, 0, None
    for p in row.facts.found:
        receives = linked(row.tree, row.target, p.targets)
        holds = linked(row.tree, row.holder, p.holders) if row.holder else 0
        if receives and receives + holds > best:
            best, word = receives + holds, row.tree.parse.words[p.token]
    return word
