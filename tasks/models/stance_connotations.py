"""What words connote, from our lexicon, carried over by their vectors to words nobody listed.

Four numbers for a word: the light it throws on whom it is said of; and for words with two parties,
the stance of the first toward the second, and the light on either ("betray": against, bad, good).
"""

from functools import cache

import numpy as np
from sklearn.linear_model import Ridge

from tasks import lexicons
from tasks.models.vectors import Vectors

COLUMNS = ("light", "stance", "holder", "target")
# Of so many of the commonest words those mostly written small were read for the lexicon. One among
# them without a row was found neutral, or is a name; of rarer words nothing is known.
READ = 19_000
_STRONGEST = 2.0


@cache
def listed() -> dict[str, list[float]]:
    """Each listed word's numbers, from −1 to 1; 0 where the column is empty."""
    return {
        row["word"]: [float(row[name] or 0) / _STRONGEST for name in COLUMNS]
        for row in lexicons.rows("connotations")
    }


def fit(vectors: Vectors, unit: np.ndarray) -> np.ndarray:
    """Coefficients (4, d + 1), the intercept last, from the words read; unit (V, d) rows."""
    known = _known(vectors)
    model = Ridge(alpha=3.0).fit(unit[:READ], known[:READ])
    return np.hstack([model.coef_, model.intercept_[:, None]]).astype(np.float32)


def of_words(coefficients: np.ndarray, vectors: Vectors, unit: np.ndarray) -> np.ndarray:
    """The four numbers of every word of the vocabulary, float32 (V, 4)."""
    found = _known(vectors)
    guessed = unit[READ:] @ coefficients[:, :-1].T + coefficients[:, -1]
    rest = found[READ:]
    found[READ:] = np.where(np.any(rest != 0, axis=1)[:, None], rest, np.clip(guessed, -1, 1))
    return found


def _known(vectors: Vectors) -> np.ndarray:
    known = np.zeros((len(vectors.index), len(COLUMNS)), dtype=np.float32)
    for word, numbers in listed().items():
        if word in vectors.index:
            known[vectors.index[word]] = numbers
    return known
