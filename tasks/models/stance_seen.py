"""Sentences as seen from the two mentions of a row: where every token stands, for many rows at once.

A row is laid beside every token of its sentence; what is asked of a token ("below the target?",
"how many arcs away?") is then one array over all these places, whatever the number of rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tasks.models.stance_features import Row
from tasks.models.stance_reading import Tokens, relation_number
from tasks.models.stance_tree import BESIDE, CLAUSES

FARTHEST = 7  # arcs; what is farther is all alike
_DEEP = 4  # ancestors that a mention still has to do with
_ITSELF, _BESIDE, _WITHIN = 3, 2, 1


@dataclass(frozen=True)
class Mention:
    """One mention of each row; rows without it have first = end = top = −1.

    first, end, top (rows,): tokens. Over all places (m,): inside the mention; over: its top or an
    ancestor; arcs: from its top, at most `FARTHEST`; level: as `Tree.levels`.
    """

    first: np.ndarray
    end: np.ndarray
    top: np.ndarray
    inside: np.ndarray
    over: np.ndarray
    arcs: np.ndarray
    level: np.ndarray


class Seen:
    """Rows beside the tokens of their sentences: m places.

    starts, ends (rows,): the tokens of each row's sentence; row, token (m,): of each place;
    begins (rows,): each row's first place. Tokens are numbers in the line of `tokens`.
    """

    def __init__(self, rows: Sequence[Row], at: np.ndarray, tokens: Tokens) -> None:
        lengths = np.array([len(row.tree.words) for row in rows], dtype=np.int64)
        self.tokens, self.starts, self.ends = tokens, at, at + lengths
        self.row = np.repeat(np.arange(len(rows)), lengths)
        self.begins = np.cumsum(lengths) - lengths
        self._shift = self.begins - at
        self.token = np.arange(len(self.row)) - self._shift[self.row]
        self.head = tokens.head[self.token]
        self.relation = tokens.kinds[self.token, 1]
        self._above = np.where(self.head < 0, -1, self.head + self._shift[self.row])
        self.target = self._mention([row.target for row in rows])
        self.holder = self._mention([row.holder for row in rows])

    def __len__(self) -> int:
        return len(self.starts)

    def place(self, row: np.ndarray, token: np.ndarray) -> np.ndarray:
        """The places of tokens beside rows."""
        result: np.ndarray = token + self._shift[row]
        return result

    def each(self, values: np.ndarray) -> np.ndarray:
        """What holds of a row (rows,) for all its places (m,)."""
        result: np.ndarray = values[self.row]
        return result

    def is_(self, token: np.ndarray) -> np.ndarray:
        """Which places are this token of their row (rows,); −1 is none."""
        result: np.ndarray = self.token == self.each(token)
        return result

    def below(self, token: np.ndarray) -> np.ndarray:
        """Which places hang from this token of their row (rows,); nothing hangs from −1."""
        result: np.ndarray = (self.head == self.each(token)) & (self.head >= 0)
        return result

    def governor(self, token: np.ndarray) -> np.ndarray:
        """The head of one token of each row, −1 where there is none."""
        result: np.ndarray = np.where(token < 0, -1, self.tokens.head[token])
        return result

    def only(self, chosen: np.ndarray) -> np.ndarray:
        """The one chosen place of each row as its token, −1 where none is."""
        found = np.full(len(self), -1)
        found[self.row[chosen]] = self.token[chosen]
        return found

    def _mention(self, spans: Sequence[tuple[int, int] | None]) -> Mention:
        held = np.array([span is not None for span in spans], dtype=bool)
        local = np.array([span or (0, 0) for span in spans], dtype=np.int64).reshape(-1, 2)
        first, end = np.where(held, local.T + self.starts, -1)
        inside = (self.token >= self.each(first)) & (self.token < self.each(end))
        top = self._top(first, end, inside)
        over, arcs, level = self._chain(np.flatnonzero(held), top, inside)
        return Mention(first, end, top, inside, over, arcs, level)

    def _top(self, first: np.ndarray, end: np.ndarray, inside: np.ndarray) -> np.ndarray:
        """As `Tree.top`: the token of each span that the rest of it hangs from."""
        out = (self.head < self.each(first)) | (self.head >= self.each(end))
        tops = np.flatnonzero(inside & out & (self.relation != relation_number("punct")))[::-1]
        found = first.copy()
        found[self.row[tops]] = self.token[tops]  # the last written, a row's first, stays
        return found

    def _chain(
        self, held: np.ndarray, top: np.ndarray, inside: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Over, arcs and level of every place; `held`: the rows that have the mention."""
        over = np.zeros(len(self.row), dtype=bool)
        arcs = np.full(len(self.row) + 1, FARTHEST, dtype=np.int8)  # the last stands for no head
        level = np.zeros(len(self.row), dtype=np.int8)
        at, step = self.place(held, top[held]), 0
        near = np.isin(self.relation[at], [relation_number(name) for name in sorted(BESIDE)])
        while at.size:
            over[at], arcs[at] = True, min(step, FARTHEST)
            if 1 <= step <= _DEEP:
                level[at] = np.where(near & (step == 1), _BESIDE, _WITHIN)
            higher = self._above[at]
            at, near, step = higher[higher >= 0], near[higher >= 0], step + 1
        for _ in range(FARTHEST - 1):
            arcs[:-1] = np.minimum(arcs[:-1], arcs[self._above] + 1)
        level[inside] = _ITSELF
        return over, np.minimum(arcs[:-1], FARTHEST), level

    @cached_property
    def clauses(self) -> np.ndarray:
        """For each token of the line the head of the clause it stands in."""
        head, relation = self.tokens.head, self.tokens.kinds[:, 1]
        ends = (head < 0) | np.isin(relation, [relation_number(name) for name in sorted(CLAUSES)])
        found = np.where(ends, np.arange(len(head)), head)
        while not np.array_equal(found, further := found[found]):
            found = further
        return found

    @cached_property
    def ups(self) -> np.ndarray:
        """Places on the way from the holder up to, but not at, an ancestor of both (m,)."""
        result: np.ndarray = self.holder.over & ~self.target.over
        return result

    @cached_property
    def downs(self) -> np.ndarray:
        """Places on the way from below that ancestor down to the target (m,)."""
        result: np.ndarray = self.target.over & ~self.holder.over
        return result

    @cached_property
    def last_up(self) -> np.ndarray:
        """The token of the way up that hangs from the common ancestor (rows,), −1 for none."""
        return self.only(self.ups & ~self._under(self.ups))

    @cached_property
    def first_down(self) -> np.ndarray:
        """The token of the way down that hangs from the common ancestor (rows,), −1 for none."""
        return self.only(self.downs & ~self._under(self.downs))

    def _under(self, chosen: np.ndarray) -> np.ndarray:
        """Which places have their head among the chosen."""
        result: np.ndarray = np.append(chosen, False)[self._above]
        return result

    @cached_property
    def common(self) -> np.ndarray:
        """The common ancestor of holder and target (rows,), −1 where there is none."""
        return np.where(self.last_up < 0, self.holder.top, self.governor(self.last_up))

    def relation_of(self, token: np.ndarray) -> np.ndarray:
        """The relation of one token of each row, −1 where there is none."""
        return np.where(token < 0, -1, self.tokens.kinds[token, 1])
