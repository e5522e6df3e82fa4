"""Who is subject, object and owner of what, over one parsed sentence."""

from collections.abc import Iterator
from functools import cached_property, lru_cache

from tasks.text.syntax import Parse

SUBJECTS = ("nsubj", "nsubj:pass", "expl")
CLAUSES = frozenset({"root", "ccomp", "advcl", "acl:relcl", "parataxis", "conj"})
BEING = frozenset(
    {"be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "got", "get", "gets"}
)
RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
NEGATORS = frozenset({"not", "n't", "never", "no", "neither", "nor", "nobody", "none", "hardly",
                      "barely", "scarcely", "seldom", "rarely", "without"})  # fmt: skip
SAYING = frozenset({"say", "says", "said", "saying", "told", "tell", "tells", "added", "adds", "wrote",
                    "writes", "tweeted", "argued", "argues", "insisted", "claimed", "claims", "stated",
                    "explained", "noted", "according", "asked", "warned", "believes", "thinks"})  # fmt: skip
# "Marek said he backed it": beneath a verb of saying these mostly mean whoever says it.
_SAME = frozenset({"he", "she", "it", "they"})
BESIDE = frozenset({"appos", "flat", "conj", "compound", "nmod:poss"})
_QUOTES = str.maketrans("‘’“”", "''\"\"")


@lru_cache(maxsize=1 << 16)
def _plain(word: str) -> str:
    """A word in lower case, its quotation marks straight."""
    return word.lower().translate(_QUOTES)


class Tree:
    """A parse with its children at hand; token numbers everywhere.

    wishing: verbs like "urge", whose own subject stands behind what they urge others to do.
    """

    def __init__(self, parse: Parse, wishing: frozenset[str] = frozenset()) -> None:
        self.parse, self.wishing = parse, wishing
        self.words = [_plain(word) for word in parse.words]
        self.tags, self.heads, self.relations = parse.tags, parse.heads, parse.relations
        self.children: list[list[int]] = [[] for _ in self.words]
        for child, head in enumerate(self.heads):
            if head >= 0:
                self.children[head].append(child)
        self._levels: dict[tuple[int, int], dict[int, int]] = {}
        self._passive: dict[int, bool] = {}

    def under(self, head: int, *relations: str) -> list[int]:
        """Children of `head` by any of `relations`."""
        below = self.children[head]
        return [c for c in below if self.relations[c] in relations] if below else []

    def up(self, token: int) -> Iterator[int]:
        """The ancestors of `token`, nearest first."""
        head = self.heads[token]
        while head >= 0:
            yield head
            head = self.heads[head]

    def top(self, start: int, end: int) -> int:
        """The token of a span that the rest of it hangs from."""
        for token in range(start, end):
            if not start <= self.heads[token] < end and self.relations[token] != "punct":
                return token
        return start

    def cases(self, token: int) -> set[str]:
        """The prepositions of a noun."""
        return {self.words[c] for c in self.under(token, "case", "mark", "advmod", "fixed")}

    def joined(self, token: int) -> list[int]:
        """A token and those coordinated with it."""
        return [token, *self.under(token, "conj")]

    def levels(self, span: tuple[int, int]) -> dict[int, int]:
        """How well a mention fills an argument at a token: 3 it is it, 2 beside it, 1 within it."""
        if span not in self._levels:
            top = self.top(*span)
            near = self.relations[top] in BESIDE
            found = {}
            for depth, head in zip(range(4), self.up(top), strict=False):
                found[head] = 2 if depth == 0 and near else 1
            self._levels[span] = found | dict.fromkeys(range(*span), 3)
        return self._levels[span]

    def passive(self, verb: int) -> bool:
        """Whether a verb is passive: a form of "be" says so, or a participle after its noun.

        The parser's own word for it is not enough: it mistakes "has backed the plan".
        """
        if self.tags[verb] not in ("VBN", "VBD"):
            return False
        if verb not in self._passive:
            self._passive[verb] = self._is_passive(verb)
        return self._passive[verb]

    def _is_passive(self, verb: int) -> bool:
        objects = self.under(verb, "obj")
        if any(self.words[c] in BEING for c in self.under(verb, "aux", "aux:pass", "cop")):
            return not objects
        relation = self.relations[verb]
        if objects or self.under(verb, *SUBJECTS, "aux", "aux:pass"):
            return False
        if relation == "conj" and self.heads[verb] >= 0:
            return self.passive(self.heads[verb])
        agent = any("by" in self.cases(c) for c in self.under(verb, "obl:agent", "obl"))
        return relation in ("acl", "amod") or (agent and self.tags[verb] == "VBN")

    def subjects(self, verb: int, depth: int = 0) -> list[int]:
        """Who does (or, in the passive, undergoes) a verb; through control and coordination."""
        own = self.under(verb, "nsubj", "nsubj:pass")
        head, relation = self.heads[verb], self.relations[verb]
        if own:
            return [t for o in own for t in self._meant(o, verb)]
        if head < 0 or depth > 5:
            return []
        if relation in ("acl", "acl:relcl", "amod"):
            return self._noun_subjects(verb, head, depth)
        objects = self.under(head, "obj", "iobj")[:1]
        if relation == "xcomp" and objects and self.words[head] not in self.wishing:
            return objects
        if relation == "advcl" and objects and self.cases(verb) & {"for", "of", "over"}:
            return objects
        if relation in ("xcomp", "conj", "advcl", "ccomp", "parataxis"):
            return self.subjects(head, depth + 1)
        return []

    def _meant(self, subject: int, verb: int) -> list[int]:
        """Whom a subject stands for: "who" its noun, "I" and "we" the one speaker as well."""
        word, head = self.words[subject], self.heads[verb]
        if word in RELATIVES:
            if self.relations[verb] == "acl:relcl" and head >= 0:
                return self.joined(head)
            nouns = [t for t in range(subject) if self.tags[t].startswith(("NN", "PRP"))]
            return nouns[-1:] if word == "who" else self.joined(subject)
        if word in ("i", "we"):
            return [subject, *self.speaker]
        if word in _SAME and head >= 0 and self.words[head] in SAYING:
            return [subject, *self.under(head, "nsubj")]
        return self.joined(subject)

    @cached_property
    def speaker(self) -> list[int]:
        """The subject of the sentence's one verb of saying; empty where there are more or none."""
        found = [
            c
            for verb, word in enumerate(self.words)
            if word in SAYING
            for c in self.under(verb, "nsubj")
            if self.words[c] not in ("i", "we")
        ]
        return self.joined(found[0]) if len(found) == 1 else []

    def _noun_subjects(self, verb: int, noun: int, depth: int) -> list[int]:
        """Of a verb after a noun: the noun itself, or for "his plan to …" the plan's owner."""
        if self.tags[verb] in ("VB", "TO") and any(
            self.words[c] == "to" for c in self.children[verb]
        ):
            owners = self.under(noun, "nmod:poss")
            if owners or self.heads[noun] < 0:
                return owners
            return self.subjects(self.heads[noun], depth + 1)
        return self.joined(noun)

    def objects(self, verb: int) -> list[int]:
        """What an active verb acts on; of "the bill he backs" the bill."""
        own = [c for c in self.under(verb, "obj") if self.words[c] not in RELATIVES]
        if own:
            return [t for o in own for t in self.joined(o)]
        if self.relations[verb] == "acl:relcl":
            subjects = self.under(verb, "nsubj")
            if (subjects and self.words[subjects[0]] not in RELATIVES) or self.under(verb, "obj"):
                return self.joined(self.heads[verb])
        if self.relations[verb] != "conj":
            # "They praised and thanked her": the object hangs on either verb.
            for other in self.under(verb, "conj"):
                if not self.under(other, *SUBJECTS):
                    return [t for o in self.under(other, "obj") for t in self.joined(o)]
        return []

    def agents(self, verb: int) -> list[int]:
        """The "by …" of a passive verb."""
        found = self.under(verb, "obl:agent") or [
            c for c in self.under(verb, "obl", "nmod") if "by" in self.cases(c)
        ]
        return [t for a in found for t in self.joined(a)]

    def path(self, a: int, b: int) -> tuple[list[int], int, list[int]]:
        """Tokens from `a` up to the common ancestor, that ancestor (−1: none), and down to `b`."""
        ups, downs = [a, *self.up(a)], [b, *self.up(b)]
        places = {token: i for i, token in enumerate(downs)}
        for i, token in enumerate(ups):
            if token in places:
                return ups[:i], token, downs[: places[token]][::-1]
        return ups, -1, downs[::-1]
