"""Which holder may stand toward which target in a sentence: the questions a night asks.

A holder is the speaker of the quotation that the target stands in; an actor who is an argument of
a stance word, or subject of a predicate above the target; people without a name whose attitude is told
(`stance_things`); else the article's own voice.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from tasks import lexicons
from tasks.models.stance_features import Row, linked, tokens_of, valences
from tasks.models.stance_holders import (
    acting,
    introduces,
    no_noun,
    prefixed,
    qualifies,
    stands_at,
    tells_of,
    tells_whose,
)
from tasks.models.stance_lexicon import attitudes
from tasks.models.stance_reading import Sentence
from tasks.models.stance_rules import EXACT
from tasks.models.stance_targets import Named
from tasks.models.stance_things import Told, Who, parties_known, told
from tasks.models.stance_tree import Tree
from tasks.models.stance_voices import Voice, apart, speaking, voice_of

MOST = 12  # questions asked of one sentence; the first ones are kept
_LETTERS = re.compile(r"[^\W\d_]+")


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
    words = _LETTERS.findall(text.lower())
    spoken = any(voice.speaker is not None and voice.cue_start >= 0 for voice in voices)
    somebody = names or spoken or not parties_known().isdisjoint(words)
    if somebody and not attitudes().isdisjoint(words):
        return True
    crowded = not _crowd_words().isdisjoint(words)
    for target in found:
        if crowded or any(apart(holder, target) for holder in names):
            return True
        voice = voice_of(target, voices)
        if voice is None:
            if target.proper and not valences().keys().isdisjoint(words):
                return True
        elif voice.speaker is not None and apart(voice.speaker, target):
            return True
    return False


def _crowd_words() -> frozenset[str]:
    """Unnamed people who stand somewhere: "critics", "supporters"."""
    return lexicons.column("stance_crowds", "word")


def questions(
    sentence: Sentence, names: Sequence[Named], found: Sequence[Named], voices: Sequence[Voice]
) -> list[Question]:
    """The questions worth asking of one sentence, at most `MOST`: about the targets `found`, then of what is told."""
    if not sentence.facts.tree.words:
        return []
    tree = sentence.facts.tree
    every = {named: tokens_of(tree, named[:2]) for named in names}
    begins = {first for first, _ in every.values()}
    taken = {token for place in every.values() for token in range(*place)}
    places = {one: place for one, place in every.items() if _may_act(tree, place, begins)}
    goals = {target: tokens_of(tree, target[:2]) for target in found}
    goals = {one: goal for one, goal in goals.items() if not _no_target(tree, goal, one, begins)}
    asked: list[Question] = []
    for target, goal in goals.items():
        asked += _about(sentence, target, goal, places, voices)
        asked += _crowds(sentence, goal, target, taken, voice_of(target, voices) is not None)
    for one in told(tree, sentence.facts.found, Who(places, speaking(tree, voices)), goals, taken):
        if apart(one.holder, one.target) and not any(_again(tree, one, q) for q in asked):
            # Whom somebody tells to stand there is not asked of the article besides.
            asked = [q for q in asked if q.kind != "author" or q.target != one.target]
            row = Row(sentence.facts, one.place, one.goal)
            reported = voice_of(one.target, voices) is not None
            asked.append(Question(row, one.holder, "actor", one.target, reported))
    return asked[:MOST]


def _may_act(tree: Tree, place: tuple[int, int], begins: Collection[int]) -> bool:
    """Whether a name does not only tell where, whose or which somebody else is."""
    return not (
        introduces(tree, place, begins)
        or tells_of(tree, place)
        or stands_at(tree, place)
        or prefixed(tree, place)
    )


def _about(
    sentence: Sentence,
    target: Named,
    goal: tuple[int, int],
    places: Mapping[Named, tuple[int, int]],
    voices: Sequence[Voice],
) -> list[Question]:
    """What is asked about one target: of named holders, of the speaker, else of the article."""
    voice = voice_of(target, voices)
    held = [
        Question(Row(sentence.facts, place, goal), holder, "actor", target, voice is not None)
        for holder, place in places.items()
        if apart(holder, target) and _may_hold(sentence, place, goal)
    ]
    if voice is not None:
        return _with_speaker(sentence, goal, target, voice, held, places)
    if not held and target.proper and _coloured(sentence, goal):
        return [Question(Row(sentence.facts, None, goal), None, "author", target, False)]
    return held


def _again(tree: Tree, one: Told, asked: Question) -> bool:
    """Whether a question asks the same of a name within, or around, the holder's words."""
    held = asked.row.holder
    if asked.target != one.target or held is None:
        return False
    over = held[0] < one.place[1] and one.place[0] < held[1]
    return over or linked(tree, held, tuple(range(*one.place))) > 0


def _crowds(
    sentence: Sentence, goal: tuple[int, int], target: Named, taken: set[int], reported: bool
) -> list[Question]:
    """Unnamed people whom a word says to stand there: "critics of the bill", "Ferrow's allies".

    taken: the tokens of names; "critics" who are named are asked about by their names.
    """
    facts, parse = sentence.facts, sentence.facts.tree.parse
    found = []
    for p in facts.found:
        known = facts.tree.words[p.token] in _crowd_words()
        if p.kind != "person" or not known or p.token in taken:
            continue
        if linked(facts.tree, goal, p.targets) < EXACT or not taken.isdisjoint(p.holders):
            continue
        start, end = parse.starts[p.token], parse.ends[p.token]
        who = Named(start, end, parse.words[p.token], None, False)
        row = Row(facts, (p.token, p.token + 1), goal)
        found.append(Question(row, who, "actor", target, reported))
    return found


def _no_target(tree: Tree, goal: tuple[int, int], target: Named, begins: Collection[int]) -> bool:
    """Whether a mention is none in its grammar: "he plans to go", "Vesterby Gov. Ana Lund".

    Nor is a common noun that only tells which thing is meant: "the government attorneys"; nor whose
    founder is accused.
    """
    last = goal[1] - 1
    if not target.proper:
        verb = tree.tags[last] in ("VB", "VBD", "VBP", "VBZ")
        pair = " ".join(tree.words[last - 1 : last + 1]) in lexicons.column("propositions", "head")
        part = tree.relations[last] == "compound" and tree.heads[last] > last and not pair
        return target.actor is None and (verb or part or _only_in_phrase(tree, goal))
    owns = tree.words[goal[1] : goal[1] + 1] in (["'s"], ["'"])
    return tells_whose(tree, goal) or (not owns and introduces(tree, goal, begins))


def _only_in_phrase(tree: Tree, goal: tuple[int, int]) -> bool:
    """Whether a proposition stands in a phrase that is of no stance: "shut down the government"."""
    unless = lexicons.mapping("propositions", "head", "unless").get(tree.words[goal[1] - 1], "")
    return not set(unless.split("|")).isdisjoint(tree.words)


def _with_speaker(
    sentence: Sentence,
    goal: tuple[int, int],
    target: Named,
    voice: Voice,
    held: list[Question],
    places: Mapping[Named, tuple[int, int]],
) -> list[Question]:
    """What is asked of holders by grammar and of the speaker, nobody twice.

    Of "Premier Lena Fisk" and "Lena Fisk" the actor stays; of "two Harbour groups" and "Harbour"
    the speaker.
    """
    speaker, tree = voice.speaker, sentence.facts.tree
    if speaker is None or not apart(speaker, target):
        return held
    here = speaker.end > speaker.start
    place = tokens_of(tree, speaker[:2]) if here else None
    if place is not None and no_noun(tree, place):
        return held
    inside = [q for q in held if q.holder is not None and _is(speaker, q.holder)]
    partly = [
        q
        for q in inside
        if q.holder is not None and _only_within(tree, places[q.holder], q.holder, speaker)
    ]
    if len(inside) > len(partly):
        return held
    asked = Question(Row(sentence.facts, place, goal), speaker, "speaker", target, True)
    return [*(q for q in held if q not in partly), asked]


def _only_within(tree: Tree, place: tuple[int, int], name: Named, speaker: Named) -> bool:
    """Whether a name only stands within a speaker's words, whose head is another: "Harbour groups"."""
    if speaker.name.lower().endswith(name.name.lower()) or name.actor == speaker.actor:
        return False
    top = tree.top(*place)
    within = tree.relations[top] in ("nmod:poss", "compound", "amod", "nmod")
    head = tree.heads[top]
    return within and (tree.tags[head] == "NNS" or tree.words[head] not in acting())


def _is(speaker: Named, holder: Named) -> bool:
    """Whether a speaker's words name a holder of the sentence, or both are one actor."""
    if speaker.actor is not None and speaker.actor == holder.actor:
        return True
    return re.search(rf"\b{re.escape(holder.name)}\b", speaker.name, re.IGNORECASE) is not None


def _coloured(sentence: Sentence, goal: tuple[int, int]) -> bool:
    """Whether a polar word stands by a mention in the tree: below it, over it, or beside it."""
    tree = sentence.facts.tree
    top = tree.top(*goal)
    ups = list(tree.up(top))[:2]
    close = {*tree.children[top], *ups, *(c for up in ups for c in tree.children[up])}
    return any(
        token in close and not goal[0] <= token < goal[1] for token, _ in sentence.facts.polar
    )


def _may_hold(sentence: Sentence, place: tuple[int, int], goal: tuple[int, int]) -> bool:
    """Whether a mention is an argument of a stance word, or subject above the target."""
    tree = sentence.facts.tree
    if qualifies(tree, place) and not any(
        linked(tree, place, p.holders) == EXACT for p in sentence.facts.found
    ):
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


def cue(question: Question) -> str | None:
    """The stance word that links holder and target best, as it stands; else one over the target."""
    row, best, word = question.row, 0, None
    for p in row.facts.found:
        receives = linked(row.tree, row.target, p.targets)
        holds = linked(row.tree, row.holder, p.holders) if row.holder else 0
        if receives and receives + holds > best:
            best, word = receives + holds, row.tree.parse.words[p.token]
    return word
