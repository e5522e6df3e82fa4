"""Learning to choose one of several."""

import numpy as np

from tasks.models.choices import learn_choice
from tasks.models.quotes_examples import examples
from tests.models.test_quotes import SAID, labelled


def test_the_chosen_feature_outweighs() -> None:
    """What the right choices have and the others lack gets the weight."""
    rows = np.array([[0, 2], [1, 2], [1, 3], [0, 3]])
    owner, right = np.array([0, 0, 1, 1]), np.array([True, False, False, True])
    weights = learn_choice(rows, owner, right, 4, 1.0)
    assert weights[0] > weights[1]
    assert abs(weights[2] - weights[3]) < 1e-4


def test_labels_become_choices() -> None:
    """Each look has, for each attribution it is asked about, one right choice."""
    content = "the dam was full and the road was closed"
    learnt = examples([labelled(SAID, "The mayor", "said", content)])
    for some in learnt.limits.values():
        assert np.bincount(some.owner, some.right).tolist() == [1.0] * len(some.text)
    assert len(learnt.limits["end"].text) == 1
