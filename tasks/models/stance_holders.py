"""Whether words name somebody who can hold a stance, and how much of them is the name.

A night takes speakers from quotations and stance words alike; some are pronouns nobody has resolved
("she'd"), things ("the tweets"), bare shares ("43 percent") or pieces of a clause.
"""

import re
from collections.abc import Collection
from functools import cache

from tasks import lexicons
from tasks.models.stance_lexicon import entries
from tasks.models.stance_tree import Tree
from tasks.text.quotes_phrase import role_words

# ", which arms the rebels": cut off; ", filed by a startup" too unless a list goes on.
_RELATIVE = re.compile(r",?\s+(?:who|which|whose|whom)\b.*|,\s+(?:where|when|that)\b.*", re.DOTALL)
_ASIDE = re.compile(r",\s+(?!(?:the|a|an|its|his|her|their)\s)[a-z].*", re.DOTALL)
_LIST = re.compile(r"\b(?:and|or|nor)\b|&")
_CONTRACTED = re.compile(
    r"(?:^|\s)(?:i|you|he|she|it|we|they|who|there|that)(?:['’](?:d|ll|ve|re|m|s))?$", re.IGNORECASE
)
# Where what a noun is about begins: "footage of the mayor", "voters in Orre".
_BEHIND = re.compile(
    r"\s+(?:of|in|from|at|on|for|to|with|near|over|by|about|against|between|like|among|than|that)\s"
    r"|,|\s\("
)
_NUMBER = re.compile(r"[\d.,]+%?|%")
# What may stand between a place or party and the name of who acts for it.
_TITLES = frozenset({"NN", "NNP", "JJ", "POS"})
# Prepositions that tell where or when something is; a name behind them does nothing.
_AT = frozenset({"at", "in", "inside", "near", "on", "outside"})
_WITHIN = frozenset({"of", "in", "at", "from", "near", "for"})
# "The city of Vesterby", "members of the council": what stands before "of" is, or acts for, what stands behind.
_ITSELF = frozenset({"city", "country", "island", "kingdom", "members", "nation", "people", "port", "province",
                     "republic", "state", "town", "village"})  # fmt: skip


def name_of(words: str) -> str | None:
    """The name in a speaker's words without what is told of it; None where they name nobody.

    >>> name_of("Vesland, which arms the rebels"), name_of("Their"), name_of("newspaper adverts")
    ('Vesland', None, None)
    >>> name_of("43 percent"), name_of("43 percent of nurses")
    (None, '43 percent of nurses')
    """
    name = _RELATIVE.sub("", words).rstrip(" ,")
    aside = _ASIDE.search(name)
    if aside and not _LIST.search(aside.group()):
        name = name[: aside.start()]
    return name if name and _names(name) else None


def _names(name: str) -> bool:
    """Whether the head of a noun phrase can hold a stance."""
    if name.lower() in lexicons.of_kind("no_holders", "word") or _CONTRACTED.search(name):
        return False
    parts = _BEHIND.split(name, maxsplit=1)
    heads = parts[0].split()
    if not heads:
        return False
    head = heads[-1].lower()
    if head in lexicons.of_kind("no_holders", "share") or _NUMBER.fullmatch(head):
        return len(parts) > 1 and " of " in name
    # "The Hope" may be somebody's name; "the hope" is none, nor is a sentence's first "Hope".
    return (heads[-1][0].isupper() and len(heads) > 1) or head not in lexicons.of_kind(
        "no_holders", "thing"
    )


def no_noun(tree: Tree, place: tuple[int, int]) -> bool:
    """Whether a single small word that a quotation gave for its speaker is none: "overheard"."""
    first, end = place
    tag = tree.tags[first]
    small = tree.parse.words[first][:1].islower()
    return end == first + 1 and small and tag.startswith(("VB", "IN", "RB", "DT", "TO"))


def stands_at(tree: Tree, place: tuple[int, int]) -> bool:
    """Whether a name only tells where something is: "At the Harbour Conference, …"."""
    if tree.words[place[1] : place[1] + 1] in (["'s"], ["'"]):
        return False
    at = place[0] - 1
    while at >= 0 and tree.tags[at] in ("DT", "PRP$", "JJ", "CD"):
        at -= 1
    return at >= 0 and tree.words[at] in _AT and tree.tags[at] in ("IN", "TO")


def prefixed(tree: Tree, place: tuple[int, int]) -> bool:
    """Whether a name only says for or against whom others are: "pro-Ferrow groups"."""
    before = tree.words[max(place[0] - 2, 0) : place[0]]
    return before in (["pro", "-"], ["anti", "-"])


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


def tells_whose(tree: Tree, place: tuple[int, int]) -> bool:
    """Whether a name only tells whose office somebody holds: "Varnair's founder", "the Senate president".

    Critics and supporters are named for what they stand for, and so make it a target.
    """
    top = tree.top(*place)
    head = tree.heads[top]
    if head < 0 or tree.relations[top] not in ("nmod:poss", "compound", "amod"):
        return False
    word = tree.words[head]
    stands = any(entry.kind == "person" for entry in entries().get(word, ()))
    return tree.tags[head] in ("NN", "NNS") and word in role_words() and not stands


def introduces(tree: Tree, place: tuple[int, int], begins: Collection[int]) -> bool:
    """Whether a name only says where the next is from: "Vesterby Gov. Ana Lund".

    begins: the tokens that names begin with.
    """
    after = place[1]
    while after < len(tree.words) and after not in begins and tree.tags[after] in _TITLES:
        after += 1
    return after in begins


def qualifies(tree: Tree, place: tuple[int, int]) -> bool:
    """Whether a mention owns or only tells which person or thing is meant."""
    return tree.relations[tree.top(*place)] == "nmod:poss" or only_qualifies(tree, place)


def only_qualifies(tree: Tree, place: tuple[int, int]) -> bool:
    """Whether a mention tells which person or thing is meant: "a Harbour TV analyst".

    Members, officials and campaigns act for whom they belong to; "two Harbour groups" do not.
    """
    top = tree.top(*place)
    head = tree.heads[top]
    if head < 0 or tree.relations[top] not in ("compound", "amod", "nmod"):
        return False
    while tree.relations[head] in ("compound", "flat") and tree.heads[head] >= 0:
        head = tree.heads[head]
    members = head < place[0] and tree.tags[head] == "NNS"
    return not members and tree.words[head] not in acting()


@cache
def acting() -> frozenset[str]:
    """Heads of groups that act as one: "administration", "campaign"."""
    return frozenset(row["head"] for row in lexicons.rows("groups") if row["acts"] == "yes")
