"""A piece put together of unrelated stories does not make one story of them."""

import datetime as dt
from itertools import chain

import pytest

from tests.articles.test_link import TONIGHT, Desk, article, story

EARLIER = dt.date(2026, 2, 1)


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def stories(count, paragraphs=8):
    return [story(seed, paragraphs) for seed in range(1, count + 1)]


def of_each(texts, kept):
    """A round-up: an own line, then the first paragraphs of every text below a line naming it."""
    parts = ([f"Item {place}", *text.split("\n\n")[:kept]] for place, text in enumerate(texts))
    return "\n\n".join(["What to know this morning.", *chain.from_iterable(parts)])


def cluster_of(linked):
    return dict(zip(linked.clusters["article_id"], linked.clusters["cluster_id"], strict=True))


@pytest.mark.parametrize("count", [2, 3, 4, 6])
@pytest.mark.parametrize("kept", [5, 8])
@pytest.mark.parametrize("name", ["a0", "a9"])
def test_stories_printed_once_stay_apart(desk, count, kept, name):
    texts = stories(count)
    rows = [article(f"a{place + 1}", text) for place, text in enumerate(texts)]
    linked = desk.night(TONIGHT, *rows, article(name, of_each(texts, kept)))
    clusters = cluster_of(linked)
    assert len({clusters[row["article_id"]] for row in rows}) == count
    # Every pair is still shown: it links, it never drops.
    assert len(linked.duplicates) == count
    if count > 2:
        assert clusters[name] == name
        assert list(clusters.values()).count(name) == 1


def test_of_two_stories_the_piece_is_a_copy_of_the_one_it_is_most_like(desk):
    one, two = stories(2, 12)
    both = "\n\n".join([one, *two.split("\n\n")[:5]])
    clusters = cluster_of(desk.night(TONIGHT, *map(article, ["a1", "a2", "a9"], [one, two, both])))
    assert clusters["a9"] == clusters["a1"] != clusters["a2"]


def test_two_printings_of_a_round_up_are_one_copy(desk):
    texts = stories(4)
    rows = [article(f"a{place + 1}", text) for place, text in enumerate(texts)]
    mixed = of_each(texts, 6)
    clusters = cluster_of(
        desk.night(TONIGHT, *rows, article("a8", mixed), article("a9", mixed + "\n\nSee you soon."))
    )
    assert clusters["a8"] == clusters["a9"]
    assert len(set(clusters.values())) == 5


def test_a_round_up_of_earlier_nights_stories_joins_none_and_parts_their_copies(desk):
    texts = stories(3)
    desk.night(EARLIER, *(article(f"a{place + 1}", text) for place, text in enumerate(texts)))
    copies = [article(f"b{place + 1}", text + " More.") for place, text in enumerate(texts)]
    clusters = cluster_of(desk.night(TONIGHT, *copies, article("b9", of_each(texts, 6))))
    assert clusters == {"b1": "a1", "b2": "a2", "b3": "a3", "b9": "b9"}


def test_halves_of_one_page_under_its_headline_are_one_story(desk):
    text = story(1, 12).split("\n\n")
    facts = {"source": "Post", "title": "The harbour council meets at last"}
    texts = ["\n\n".join(part) for part in (text, text[:6], text[6:])]
    linked = desk.night(
        TONIGHT, *(article(f"a{place}", part, **facts) for place, part in enumerate(texts))
    )
    assert set(cluster_of(linked).values()) == {"a0"}


def test_a_remnant_that_shares_nothing_with_another_cut_stays_with_its_story(desk):
    text = story(1, 30).split("\n\n")
    parts = [text, text[1:22], text[-1:]]
    linked = desk.night(
        TONIGHT, *(article(f"a{place}", "\n\n".join(part)) for place, part in enumerate(parts))
    )
    assert set(cluster_of(linked).values()) == {"a0"}
