"""A greedy arc-hybrid parser that steps all sentences of a batch together.

Kuhlmann, Gómez-Rodríguez and Satta 2011 (the system), Goldberg and Nivre 2013 (the costs that
training asks for), with the root behind the last token. Each step is one gather and one sum over
hashed features, whatever the number of sentences.
"""

import numpy as np

from tasks.text.syntax_features import rows

SHIFT, LEFT, RIGHT = 0, 1, 2


class States:
    """The parser's states over a padded batch of `codes` (n, width, fields), `tags` (n, width).

    stack (n, width + 3): tokens, its first three places always outside; depth: its height;
    front: the first token of the buffer; heads (n, width): −1 until found.
    """

    def __init__(self, codes: np.ndarray, tags: np.ndarray, lengths: np.ndarray) -> None:
        self.count, self.width = tags.shape
        self.lengths = lengths
        self.outside = self.width - 1  # the last place of a row is never a token
        self.row = np.arange(self.count)
        self.word = np.ascontiguousarray(codes[:, :, 0])
        self.cluster = np.ascontiguousarray(codes[:, :, -1])
        self.tag = tags
        self.stack = np.full((self.count, self.width + 3), self.outside)
        self.depth = np.zeros(self.count, dtype=np.int64)
        self.front = np.zeros(self.count, dtype=np.int64)
        self.heads = np.full((self.count, self.width), -1)
        none = (self.count, self.width)
        self.left = np.full(none, self.outside)
        self.right = np.full(none, self.outside)
        self.lefts = np.zeros(none, dtype=np.int64)
        self.rights = np.zeros(none, dtype=np.int64)

    def places(self) -> tuple[np.ndarray, ...]:
        """Token numbers of s0, s1, s2, b0, b1, b2."""
        top = self.depth + 2
        s0, s1, s2 = (self.stack[self.row, top - k] for k in range(3))
        b0, b1, b2 = (np.minimum(self.front + k, self.outside) for k in range(3))
        return s0, s1, s2, b0, b1, b2

    def allowed(self) -> np.ndarray:
        """Which steps each state may take: bool (n, 3); none when it is finished."""
        rest = self.front < self.lengths
        one, two = self.depth >= 1, self.depth >= 2
        finished = ~rest & (self.depth == 0)
        last = ~rest & (self.depth == 1)
        return np.stack([rest, (one & rest) | last, two & ~finished], axis=1)

    def take(self, steps: np.ndarray, active: np.ndarray) -> None:
        """Take `steps` (n,) in the rows that are `active`."""
        for step, act in ((SHIFT, self._shift), (LEFT, self._left), (RIGHT, self._right)):
            chosen = np.flatnonzero(active & (steps == step))
            if chosen.size:
                act(chosen)

    def _shift(self, r: np.ndarray) -> None:
        self.stack[r, self.depth[r] + 3] = self.front[r]
        self.depth[r] += 1
        self.front[r] += 1

    def _left(self, r: np.ndarray) -> None:
        child, head = self.stack[r, self.depth[r] + 2], self.front[r]
        self.heads[r, child] = head
        self.left[r, head] = child
        self.lefts[r, head] += 1
        self._pop(r)

    def _right(self, r: np.ndarray) -> None:
        child, head = self.stack[r, self.depth[r] + 2], self.stack[r, self.depth[r] + 1]
        self.heads[r, child] = head
        self.right[r, head] = child
        self.rights[r, head] += 1
        self._pop(r)

    def _pop(self, r: np.ndarray) -> None:
        self.stack[r, self.depth[r] + 2] = self.outside
        self.depth[r] -= 1

    def keep(self, r: np.ndarray) -> None:
        """Forget all rows but `r`."""
        for name, value in vars(self).items():
            if isinstance(value, np.ndarray) and name != "row":
                setattr(self, name, value[r])
        self.count, self.row = len(r), np.arange(len(r))


def step_rows(state: States, bits: int) -> np.ndarray:
    """Hashed features of every state: int32 (n, templates)."""
    s0, s1, s2, b0, b1, b2 = state.places()
    base = state.row * state.width

    def at(array: np.ndarray, place: np.ndarray) -> np.ndarray:
        return np.asarray(array.ravel()[base + place])

    def three(place: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        return at(state.word, place), at(state.tag, place), at(state.cluster, place)

    (ws0, ts0, cs0), (ws1, ts1, cs1), (wb0, tb0, cb0) = three(s0), three(s1), three(b0)
    ts2, tb1, tb2 = at(state.tag, s2), at(state.tag, b1), at(state.tag, b2)
    wb1, cb1 = at(state.word, b1), at(state.cluster, b1)
    left0, right0, right1 = at(state.left, s0), at(state.right, s0), at(state.right, s1)
    left1, leftb = at(state.left, s1), at(state.left, b0)
    tl0, tr0, tr1, tl1, tlb = (at(state.tag, p) for p in (left0, right0, right1, left1, leftb))
    wl0, wr0, wlb = (at(state.word, p) for p in (left0, right0, leftb))
    # Where the stack is too low the place stands for nothing, and so must the distance.
    far = np.where(s0 == state.outside, 0, np.minimum(b0 - s0, 7))
    far1 = np.where(s1 == state.outside, 0, np.minimum(s0 - s1, 7))
    v0 = np.minimum(at(state.lefts, s0), 3) * 4 + np.minimum(at(state.rights, s0), 3)
    v1 = np.minimum(at(state.lefts, s1), 3) * 4 + np.minimum(at(state.rights, s1), 3)
    vb = np.minimum(at(state.lefts, b0), 3)
    return rows(
        [
            [ws0, ts0], [ts0], [cs0], [ws1, ts1], [ts1], [cs1], [wb0, tb0], [tb0], [cb0],
            [wb1, tb1], [tb1, tb2], [ws0, wb0], [ws0, ws1], [ws0, ts0, tb0], [ts0, wb0, tb0],
            [ts0, tb0, cb0], [cs0, ts0, tb0], [cs0, cb0], [cs0, cs1], [ts0, ts1], [ws0, ts1],
            [ts0, ws1], [ts0, tb0], [ts0, tb0, tb1], [ts1, ts0, tb0], [ts2, ts1, ts0],
            [ts0, tb0, tb1, tb2], [ts1, ts0, tb0, tb1], [ts0, tl0, tb0], [ts0, tr0, tb0],
            [ts1, tr1, ts0], [ts1, tr1, tb0], [ts1, tl1, ts0], [ts0, tb0, tlb],
            [ts0, ts1, tr0], [ts0, ts1, tl0], [ws0, far], [wb0, far], [ts0, tb0, far],
            [ts1, ts0, far1], [ts0, v0, tb0], [ts1, v1, ts0], [tb0, vb, ts0], [ws0, v0],
            [ws1, v1], [wb0, vb], [ws0, wl0], [ws0, wr0], [wb0, wlb], [ws1, ts0, tb0],
            [ts1, ts0, wb0], [cs1, ts0, cb0], [ws1, wb0], [ws0, tb0, tb1], [ts0, wb1, tb0],
            [cs1, cs0, cb0], [cb0, cb1, ts0], [ts2, ts1, ts0, tb0],
        ],
        bits,
    )  # fmt: skip


_FIELD, _ABOVE = np.uint64(20), np.int8(-128)  # bits for one step's sum; what makes a weight ≥ 0


def packed(weights: np.ndarray) -> np.ndarray:
    """Three signed bytes a row as one number, so that one sum adds up all three steps."""
    lifted = (weights.astype(np.int64) - int(_ABOVE)).astype(np.uint64)
    total: np.ndarray = (
        lifted[:, 0] | lifted[:, 1] << _FIELD | lifted[:, 2] << np.uint64(2) * _FIELD
    )
    return total


def step_scores(features: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Scores (n, 3) of the steps: sums of `packed` weights, parted again."""
    total = weights.take(features.T, mode="clip").sum(axis=0, dtype=np.uint64)
    mask = (np.uint64(1) << _FIELD) - np.uint64(1)
    parts = [(total >> np.uint64(k) * _FIELD) & mask for k in range(3)]
    return np.stack(parts, axis=1).astype(np.float32)


def heads_of(
    codes: np.ndarray, tags: np.ndarray, lengths: np.ndarray, weights: np.ndarray, bits: int
) -> np.ndarray:
    """Heads (n, width) of a padded batch; a sentence's root has its length as head.

    weights: `packed`, a power of two of rows.
    """
    state = States(codes, tags, lengths)
    heads = np.full((state.count, state.width), -1)
    original = np.arange(state.count)
    while state.count:
        allowed = state.allowed()
        scores = step_scores(step_rows(state, bits), weights)
        scores[~allowed] = -np.inf
        active = np.asarray(allowed.any(axis=1))
        state.take(scores.argmax(axis=1), active)
        if active.mean() < 0.75 or not active.any():
            heads[original[~active]] = state.heads[~active]
            original = original[active]
            state.keep(np.flatnonzero(active))
    return heads


def label_rows(codes: np.ndarray, tags: np.ndarray, heads: np.ndarray, bits: int) -> np.ndarray:
    """Hashed features of every arc of a padded batch, for its relation: int32 (n·width, …)."""
    count, width = tags.shape
    base = (np.arange(count) * width)[:, None]
    places = np.arange(width)[None, :]
    head = np.where(heads < 0, width - 1, heads)
    up = np.where(heads < 0, width - 1, np.take_along_axis(head, head, axis=1))

    def at(array: np.ndarray, place: np.ndarray) -> np.ndarray:
        return np.asarray(array.ravel()[(base + np.clip(place, 0, width - 1)).ravel()])

    word, cluster, suffix = (np.ascontiguousarray(codes[:, :, f]) for f in (0, 7, 3))
    here = np.broadcast_to(places, heads.shape)
    w, t, c, s = (at(a, here) for a in (word, tags, cluster, suffix))
    wh, th, ch = (at(a, head) for a in (word, tags, cluster))
    tu = at(tags, up)
    side = np.sign(head - here).ravel() * 8 + np.minimum(np.abs(head - here), 5).ravel()
    before, after = at(tags, here - 1), at(tags, here + 1)
    wbefore, wafter = at(word, here - 1), at(word, here + 1)
    first, helper = _children(head, tags, word, heads >= 0)
    fh, hh = at(first, head), at(helper, head)
    mine, cased = first.ravel(), helper.ravel()
    return rows(
        [
            [t, th, np.sign(side)], [w, t], [w, th], [wh, t, np.sign(side)], [w, wh],
            [t, th, side], [c, ch], [c, th, np.sign(side)], [t, ch, np.sign(side)],
            [t, th, tu], [before, t, th], [t, after, th], [wbefore, t, th], [wafter, t],
            [s, t, th, np.sign(side)], [mine, t, th], [mine, wh], [cased, t, th], [cased, wh],
            [fh, t, th, np.sign(side)], [hh, t, th, np.sign(side)], [hh, w], [cased, t, c],
            [cased, t, ch], [before, after, t, np.sign(side)],
        ],
        bits,
    )  # fmt: skip


def _children(
    head: np.ndarray, tags: np.ndarray, word: np.ndarray, real: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """For each token its last left child's tag and its first left child's word, 0 without."""
    width = tags.shape[1]
    tag_of, word_of = np.zeros_like(tags), np.zeros_like(word)
    r, child = np.nonzero(real & (head > np.arange(width)[None, :]))
    parent = head[r, child]
    tag_of[r, parent] = tags[r, child]
    word_of[r[::-1], parent[::-1]] = word[r[::-1], child[::-1]]
    return tag_of, word_of
