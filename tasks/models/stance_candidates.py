"""Which holder may stand toward which target in a sentence: the questions a night asks.

A holder is the speaker of the quotation that the target stands in; an actor who is an argument of
a stance word, or subject of a predicate above the target; else the article's own voice.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from tasks import lexicons
from tasks.models.stance_features import Row, linked, tokens_of, valences
from tasks.models.stance_reading import Sentence
from tasks.models.stance_rules import EXACT
from tasks.models.stance_targets import Named
from tasks.models.stance_tree import Tree

_WITHIN = frozenset({"of", "in", "at", "from", "near", "for"})
# "The city of Vesterby", "members of the council": what stands before "of" is, or acts for, what stands behind.
_ITSELF = frozenset({"city", "country", "island", "kingdom", "members", "nation", "people", "port", "province",
                     "republic", "state", "town", "village"})  # fmt: skip
# What may stand between a place or party and the name of who acts for it.
_TITLES = frozenset({"NN", "NNP", "JJ", "POS"})
MOST = 12  # questions asked of one sentence, nearest first
_LETTERS = re.compile(r"[^\W\d_]+")


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


def askable(
    text: str, names: Sequence[Named], found: Sequence[Named], voices: Sequence[Voice]
) -> bool:
    """Whether `questions` could ask anything of a sentence, as far as shows before it is parsed."""
    for target in found:
        if any(_apart(holder, target) for holder in names):
            return True
        voice = _voice_of(target, voices)
        if voice is None:
            if target.proper and not valences().keys().isdisjoint(_LETTERS.findall(text.lower())):
                return True
        elif voice.speaker is not None and _apart(voice.speaker, target):
            return True
    return False


def _voice_of(target: Named, voices: Sequence[Voice]) -> Voice | None:
    """The first quotation that a target stands in."""
    return next((v for v in voices if v.start <= target.start < v.end), None)


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
        voice = _voice_of(target, voices)
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
