"""Quotations as the questions about a sentence need them: what stands in them, and who says it."""

from collections.abc import Sequence
from typing import NamedTuple

from tasks.models.stance_features import tokens_of
from tasks.models.stance_holders import no_noun
from tasks.models.stance_targets import Named
from tasks.models.stance_tree import Tree


class Voice(NamedTuple):
    """A quotation as far as it stands in the sentence; `speaker` and cue have no span if elsewhere."""

    start: int
    end: int
    speaker: Named | None
    cue: str | None
    cue_start: int = -1


def voice_of(target: Named, voices: Sequence[Voice]) -> Voice | None:
    """The first quotation that a target stands in."""
    return next((v for v in voices if v.start <= target.start < v.end), None)


def speaking(tree: Tree, voices: Sequence[Voice]) -> dict[int, tuple[Named, tuple[int, int]]]:
    """Who says what each cue's tokens tell, where speaker and cue stand in the sentence."""
    found: dict[int, tuple[Named, tuple[int, int]]] = {}
    for voice in voices:
        who, cue = voice.speaker, voice.cue
        if who is None or cue is None or voice.cue_start < 0 or who.end <= who.start:
            continue
        place = tokens_of(tree, who[:2])
        if not no_noun(tree, place):
            cut = (voice.cue_start, voice.cue_start + len(cue))
            found |= dict.fromkeys(range(*tokens_of(tree, cut)), (who, place))
    return found


def apart(holder: Named, target: Named) -> bool:
    """Whether these are two: neither the same actor nor the same words."""
    same = holder.actor is not None and holder.actor == target.actor
    overlap = holder.start < target.end and target.start < holder.end
    return not same and not overlap
