"""What the name model is taught by: made-up wire copy, lists, exchanged names, and the chain."""

import numpy as np
from scipy.sparse import csr_matrix

from tasks.models import names_distant
from tasks.models.names_crf import Problem, fit
from tasks.models.names_labels import Sample, labels_of, sample
from tasks.models.names_renamed import renamed
from tasks.models.names_tagger import matrix
from tasks.models.names_templates import Writer, closed_up
from tasks.models.registry import load
from tasks.text.names import LABELS, spans
from tasks.text.names_chain import best, runs
from tasks.text.tags import FEATURES, Tagger, tagger_of


def live() -> Tagger:
    bundle = load("names", FEATURES)
    return tagger_of(bundle.arrays, bundle.settings)


def named(one: Sample, texts: list[str]) -> list[tuple[str, str]]:
    """The names a sample's labels give, as printed."""
    found = zip(texts, spans(one.read, one.labels), strict=True)
    return [(text[a:b], kind) for text, names in found for a, b, kind in names]


def test_a_writer_repeats_itself_by_its_seed() -> None:
    """Same seed, same documents; another seed, others."""
    assert Writer(3).document() == Writer(3).document()
    assert Writer(3).document() != Writer(4).document()


def test_made_up_names_stand_where_they_say() -> None:
    """Spans of a document hold names: in order, in its lines, with no white space at the edges."""
    writer = Writer(0)
    for _ in range(40):
        text, entities = writer.document()
        end = 0
        for start, stop, kind in entities:
            assert end <= start < stop <= len(text)
            assert text[start:stop] == text[start:stop].strip()
            assert kind in ("PER", "ORG", "LOC")
            end = stop


def test_closing_up_keeps_the_names() -> None:
    """The spans move with their names."""
    writer = Writer(1)
    for _ in range(40):
        text, entities = writer.document()
        closed, moved = closed_up(text, entities)
        assert [closed[a:b].replace(" ", "") for a, b, _ in moved] == [
            text[a:b].replace(" ", "") for a, b, _ in entities
        ]


def test_lists_label_what_they_can_explain() -> None:
    """A sentence with a capital that no list knows is left out; the other is labelled."""
    texts = ["President Anna Smith flew to Paris.", "He met Qorvexu Blint in Paris."]
    whole, apart = names_distant.learn(texts, texts, live())
    assert named(whole, texts) == [("President Anna Smith", "PER"), ("Paris", "LOC")]
    assert [LABELS[label] for label in apart.labels if label] == ["B-PER", "I-PER", "B-LOC"]


def test_exchanged_names_keep_their_kind_and_place() -> None:
    """As many names of the same kinds, a title kept, and other words untouched."""
    texts = ["President Anna Smith flew to Paris."]
    origin = sample(texts, [[(0, 20, "PER"), (29, 34, "LOC")]], live())
    other = renamed(texts, origin, live())
    words = [other.read.forms.words[one] for one in other.read.ids.tolist()]
    assert words[0] == "President"
    assert "flew" in words
    kinds = [LABELS[label] for label in other.labels if label % 2]
    assert kinds == ["B-PER", "B-LOC"]


def test_labels_come_from_spans() -> None:
    """The first token begins a name, the others are inside it; unknown types are none."""
    one = sample(["Ann Lee of Oslo"], [[(0, 7, "PER"), (11, 15, "MISC")]], live())
    assert [LABELS[label] for label in one.labels] == ["B-PER", "I-PER", "O", "O"]
    assert labels_of(one.read, [[]]).tolist() == [0, 0, 0, 0]


def test_a_chain_learns_what_follows_what() -> None:
    """After B-PER comes I-PER, even where the token itself does not tell."""
    pattern = np.array([1, 2, 0] * 40, np.int8)
    seen = np.array([1, 2, 2] * 40)
    places = np.array([n + n // 3 for n in range(120)])
    table = csr_matrix((np.ones(120), (np.arange(120), seen)), (120, 4))
    groups = runs(places, np.zeros(places.max() + 1, np.int32))
    chain = fit(Problem(table, pattern, groups, np.ones(120)), l2=0.1)
    scores = (table @ chain.weights + chain.bias).astype(np.float32)
    assert best(scores, chain.moves, chain.start, groups).tolist() == pattern.tolist()


def test_a_matrix_has_one_row_a_token_and_one_entry_a_feature() -> None:
    """Hashed columns become ones."""
    table = matrix([np.array([5, 6], np.uint32), np.array([5, 6], np.uint32)], 8)
    assert table.shape == (2, 256)
    assert table.sum(1).tolist() == [[2.0], [2.0]]
