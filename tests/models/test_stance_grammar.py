"""The sentences made to teach plain grammar: spans point at names, and the same seed says the same."""

from tasks.models.stance_grammar import made


def test_spans_point_at_two_names_that_do_not_overlap() -> None:
    for row in made(2).itertuples():
        (a, b), (c, d) = row.holder, row.target
        assert b <= c or d <= a
        assert row.text[a:b].strip() == row.text[a:b] != ""
        assert "{" not in row.text


def test_the_same_seed_makes_the_same_sentences() -> None:
    assert made(1, seed=3).equals(made(1, seed=3))


def test_all_three_labels_are_taught() -> None:
    assert set(made(1)["label"]) == {"favour", "against", "neutral"}
