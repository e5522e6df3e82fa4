"""Labels that fit together: a linear chain over each run of tokens that may be names.

Runs of all texts are stepped through side by side, so that the cost is one small array operation
for each token of the longest run.
"""

import numpy as np

from tasks.text.linear import Labels, Scores

Runs = np.ndarray[tuple[int, int], np.dtype[np.int64]]
_LONGEST = 64


def runs(places: np.ndarray, sentence: np.ndarray) -> list[Runs]:
    """Positions in `places` of each run of neighbours in one sentence, as one table a length.

    A run longer than 64 tokens is cut.
    """
    if not len(places):
        return []
    breaks = (np.diff(places) != 1) | (np.diff(sentence[places]) != 0)
    starts = np.concatenate(([0], np.flatnonzero(breaks) + 1))
    sizes = np.diff(np.concatenate((starts, [len(places)])))
    long = sizes > _LONGEST
    if long.any():
        cuts = zip(starts[long], sizes[long], strict=True)
        starts = np.sort(np.concatenate([starts, *(_cuts(a, a + n) for a, n in cuts)]))
        sizes = np.diff(np.concatenate((starts, [len(places)])))
    return [starts[sizes == size][:, None] + np.arange(size) for size in np.unique(sizes).tolist()]


def _cuts(start: int, end: int) -> np.ndarray:
    return np.arange(start + _LONGEST, end, _LONGEST)


def best(table: Scores, moves: Scores, start: np.ndarray, groups: list[Runs]) -> Labels:
    """The best label of each row of `table` (Viterbi); `moves[a, b]` scores b after a."""
    labels = np.zeros(len(table), np.int8)
    for group in groups:
        steps = table[group]
        score = steps[:, 0] + start
        back = []
        for step in range(1, group.shape[1]):
            ways = score[:, :, None] + moves
            back.append(ways.argmax(1))
            score = ways.max(1) + steps[:, step]
        here = score.argmax(1)
        labels[group[:, -1]] = here
        for step in range(group.shape[1] - 1, 0, -1):
            here = np.take_along_axis(back[step - 1], here[:, None], 1)[:, 0]
            labels[group[:, step - 1]] = here
    return labels
