"""Copies, versions and clusters, tonight and against earlier nights."""

import datetime as dt
import random

import pandas as pd
import pytest

from tasks.articles.link import link
from tasks.articles.signatures import sign

TONIGHT = dt.date(2026, 3, 2)
WORDS = [
    "harbour",
    "council",
    "ferry",
    "minister",
    "storm",
    "village",
    "teacher",
    "budget",
    "river",
    "bridge",
    "orchard",
    "engine",
    "quarrel",
    "festival",
    "winter",
    "market",
    "lantern",
    "captain",
    "meadow",
    "railway",
    "doctor",
    "archive",
    "promise",
    "copper",
    "island",
    "valley",
    "question",
    "answer",
    "garden",
    "committee",
    "window",
    "season",
    "letter",
    "kitchen",
    "painter",
    "signal",
]


def story(seed, paragraphs=8, words=60):
    """A text of its own words in an order of its own."""
    chance = random.Random(seed)
    return "\n\n".join(
        " ".join(chance.choice(WORDS) + str(chance.randrange(10, 99)) * (chance.random() < 0.05) for _ in range(words)).capitalize() + "."
        for _ in range(paragraphs)
    )  # fmt: skip


def article(article_id, text, **facts):
    row = {
        "article_id": article_id, "text": text, "source": f"Outlet {article_id}", "url": None,
        "title": f"Title of {article_id}", "byline": None, "agency": None, "dateline_place": None,
        "published_at": pd.Timestamp("2026-03-02 10:00", tz="UTC"), "words": len(text.split()),
        "body_spans": [0, len(text)],
    }  # fmt: skip
    return row | facts


class Desk:
    """Nights on disk, linked one after the other as a flow does."""

    def __init__(self, folder):
        self.folder, self.history = folder, []

    def night(self, day, *rows):
        articles = pd.DataFrame(rows)
        paths = [
            self.folder / f"{name}-{day}.parquet" for name in ("articles", "signatures", "clusters")
        ]
        strings = ["source", "url", "title", "byline", "agency", "dateline_place"]
        articles = articles.astype(dict.fromkeys(strings, "str"))
        articles.to_parquet(paths[0])
        sign(articles).to_parquet(paths[1])
        linked = link([paths[0]], [paths[1]], self.history, day)
        articles.merge(linked.stories, on="article_id").assign(day=day).to_parquet(paths[0])
        linked.clusters.assign(day=day).to_parquet(paths[2])
        self.history.append(tuple(paths))
        return linked


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def pairs(linked):
    rows = linked.duplicates
    return list(zip(rows["article_id"], rows["other_id"], rows["kind"], strict=True))


def test_strangers_are_left_alone(desk):
    linked = desk.night(TONIGHT, *(article(f"a{i}", story(i)) for i in range(20)))
    assert pairs(linked) == []
    assert linked.clusters["is_origin"].all()
    assert set(linked.stories["version"]) == {1}


def test_the_same_body_is_an_exact_copy_whatever_its_case_and_quotes(desk):
    text = story(1)
    linked = desk.night(
        TONIGHT, article("a1", text), article("a2", text.upper().replace(".", " ”"))
    )
    assert pairs(linked) == [("a2", "a1", "exact")]
    assert set(linked.clusters["cluster_id"]) == {"a1"}


def test_a_copy_cut_from_the_end_is_near_and_wholly_contained(desk):
    text = story(1, 12)
    linked = desk.night(
        TONIGHT, article("a1", text), article("a2", "\n\n".join(text.split("\n\n")[:4]))
    )
    assert pairs(linked) == [("a2", "a1", "near")]
    assert linked.duplicates["containment"][0] == pytest.approx(1.0)
    assert linked.duplicates["similarity"][0] < 0.4


def test_what_calls_itself_a_correction_is_the_later_version(desk):
    text, outlet = story(1), {"source": "Coastal Press"}
    mended = article(
        "a1", text.replace("harbour", "haven"), title="CORRECTED: Thirteen hurt", **outlet
    )
    linked = desk.night(TONIGHT, mended, article("a2", text, title=None, **outlet))
    assert pairs(linked) == [("a1", "a2", "revision")]
    assert linked.stories.set_index("article_id")["version"].to_dict() == {"a1": 2, "a2": 1}


def test_a_copy_set_among_own_paragraphs_is_near(desk):
    wire, own = story(1).split("\n\n"), story(2).split("\n\n")
    mixed = "\n\n".join([own[0], *wire[:5], own[1], own[2]])
    linked = desk.night(TONIGHT, article("a1", "\n\n".join(wire)), article("a2", mixed))
    assert pairs(linked) == [("a2", "a1", "near")]


def test_reports_of_one_event_that_share_what_was_said_are_no_copies(desk):
    said = [f"“{paragraph}” the minister said." for paragraph in story(9, 4, 50).split("\n\n")]
    reports = ["\n\n".join([*story(seed, 5, 40).split("\n\n"), *said]) for seed in (1, 2)]
    assert (
        pairs(desk.night(TONIGHT, *(article(f"a{i}", text) for i, text in enumerate(reports))))
        == []
    )


def test_a_template_filled_with_other_numbers_is_no_copy(desk):
    frame = "shares of the harbour company rose {} percent to {} crowns while copper fell {} percent to {} "
    reports = [
        " ".join(
            frame.format(*(chance.randrange(1, 999) for _ in range(4))) + word for word in WORDS
        )
        for chance in (random.Random(1), random.Random(2))
    ]
    assert (
        pairs(desk.night(TONIGHT, *(article(f"a{i}", text) for i, text in enumerate(reports))))
        == []
    )


def test_a_changed_text_at_the_same_address_is_the_next_version(desk):
    first = story(1)
    second = first.replace("harbour", "port") + " The number of boats was corrected."
    address = {"url": "https://post.example/2026/ferry", "source": "Post"}
    later = pd.Timestamp("2026-03-02 12:00", tz="UTC")
    linked = desk.night(
        TONIGHT,
        article("a9", first, **address),
        article("a1", second, **address, published_at=later),
    )
    assert pairs(linked) == [("a1", "a9", "revision")]
    versions = linked.stories.set_index("article_id")
    assert versions.loc["a9"].tolist() == ["a9", 1]
    assert versions.loc["a1"].tolist() == ["a9", 2]


@pytest.mark.parametrize("swapped", [False, True])
def test_of_versions_of_one_time_the_one_that_came_first_is_the_first(tmp_path, swapped):
    facts = {"source": "Post", "title": "The ferry ran aground off the island", "url": None}
    text, names = story(1), ["a3", "a1", "a2"]
    rows = [
        article(name, text + f" More came by {place + 4} in the morning.", record_id=f"r{name}", **facts)
        for place, name in enumerate(names)
    ]  # fmt: skip
    origins = [("b.txt", None, 0), ("b.txt", None, 2), ("b.txt", None, 10)]
    paths = []
    for place, (row, origin) in enumerate(zip(rows, origins, strict=True)):
        paths.append([tmp_path / f"{kind}{place}.parquet" for kind in ("a", "s", "r")])
        frame = pd.DataFrame([row]).astype({"url": "str", "agency": "str"})
        frame.to_parquet(paths[-1][0])
        sign(frame).to_parquet(paths[-1][1])
        columns = ["record_id", "origin_file", "origin_member", "origin_number"]
        record = pd.DataFrame([(row["record_id"], *origin)], columns=columns)
        record.astype({"origin_member": "str"}).to_parquet(paths[-1][2])
    articles, signatures, records = zip(*reversed(paths) if swapped else paths, strict=True)
    stories = link(articles, signatures, [], TONIGHT, records).stories
    assert dict(zip(stories["article_id"], stories["version"], strict=True)) == {
        "a3": 1, "a1": 2, "a2": 3,
    }  # fmt: skip


def test_a_column_of_the_same_name_next_week_is_another_story(desk):
    facts = {"source": "Post", "title": "Letters to the Harbour Editor"}
    week = pd.Timestamp("2026-02-26", tz="UTC")
    linked = desk.night(
        TONIGHT,
        article("a1", story(1), **facts),
        article("a2", story(2), **facts, published_at=week),
    )
    assert pairs(linked) == []
    assert linked.stories["story_id"].tolist() == ["a1", "a2"]


def test_earlier_nights_are_found_and_keep_their_names(desk):
    text = story(1)
    desk.night(
        dt.date(2026, 2, 1),
        article("a5", text, url="https://post.example/x"),
        article("a6", story(7)),
    )
    desk.night(dt.date(2026, 2, 2), article("a4", text))
    linked = desk.night(
        TONIGHT, article("a1", text), article("a2", text + " More.", url="https://post.example/x")
    )
    found = linked.duplicates.set_index(["article_id", "other_id"])
    assert found.loc[("a1", "a5"), "other_day"] == dt.date(2026, 2, 1)
    assert found.loc[("a2", "a5"), "kind"] == "revision"
    assert set(linked.clusters["cluster_id"]) == {"a5"}
    assert not linked.clusters["is_origin"].any()
    assert linked.stories.set_index("article_id").loc["a2"].tolist() == ["a5", 2]


def test_notes_and_credits_below_the_body_make_no_copies_and_hide_none(desk):
    note = story(9, 6)
    own, other = (story(seed, 3) for seed in (1, 2))
    noted = [
        article(f"a{place}", f"{body}\n\n{note}", body_spans=[0, len(body)])
        for place, body in enumerate([own, other, own + " It rained."])
    ]
    assert pairs(desk.night(TONIGHT, *noted)) == [("a2", "a0", "near")]


def test_a_cluster_of_an_earlier_night_grows_and_says_when(desk):
    text, days = story(1), [dt.date(2026, 2, 1), dt.date(2026, 2, 9), TONIGHT]
    grown = [
        desk.night(day, article(f"a{9 - place}", f"{text} Edition {place}.")).clusters.iloc[0]
        for place, day in enumerate(days)
    ]
    assert [row["cluster_id"] for row in grown] == ["a9"] * 3
    assert [row["joined"] for row in grown] == days
    assert [row["since"] for row in grown] == [days[0]] * 3


def test_versions_count_on_over_the_nights(desk):
    facts = {"url": "https://post.example/2026/ferry", "source": "Post"}
    text = story(1)
    told = [
        desk.night(
            dt.date(2026, 2, place + 1),
            article(f"a{place}", text + f" Update {place}." * place, **facts),
        ).stories.iloc[0]
        for place in range(4)
    ]
    assert [(row["story_id"], row["version"]) for row in told] == [("a0", n) for n in (1, 2, 3, 4)]


def test_of_earlier_nights_only_articles_of_a_pair_reach_python(desk, monkeypatch):
    seen = []
    from tasks.articles import candidates

    facts_of = candidates.facts_of
    monkeypatch.setattr(
        candidates, "facts_of", lambda *given: seen.append(facts_of(*given)) or seen[-1]
    )
    desk.night(dt.date(2026, 2, 1), *(article(f"b{place:02}", story(place)) for place in range(30)))
    desk.night(TONIGHT, article("a1", story(3)), article("a2", story(99)))
    assert seen[-1]["article_id"].tolist() == ["b03", "a1", "a2"]


def test_an_article_that_two_earlier_days_hold_counts_once(desk):
    text = story(1)
    desk.night(dt.date(2026, 2, 2), article("a5", text))
    later = desk.history.pop()
    # The day before was filled in afterwards, with the same bytes.
    desk.night(dt.date(2026, 2, 1), article("a5", text))
    desk.history.append(later)
    linked = desk.night(TONIGHT, article("a1", text + " More."))
    assert pairs(linked) == [("a1", "a5", "near")]
    assert linked.duplicates["other_day"].tolist() == [dt.date(2026, 2, 1)]


def test_the_origin_is_the_agency_that_copies_credit(desk):
    text = story(1)
    linked = desk.night(
        TONIGHT,
        article("a1", text, agency="Coastal Press"),
        article(
            "a2",
            text,
            source="Coastal Press",
            published_at=pd.Timestamp("2026-03-02 18:00", tz="UTC"),
        ),
        article("a3", text, agency="Coastal Press"),
    )
    rows = linked.clusters.set_index("article_id")
    assert set(rows["origin"]) == {"Coastal Press"}
    assert rows.index[rows["is_origin"]].tolist() == ["a2"]


@pytest.mark.parametrize("cuts", [(5,), (2, 9), (1, 2, 3)])
def test_shards_and_their_order_change_nothing(tmp_path, cuts):
    rows = [article(f"a{place:02}", story(place % 5) + f" Edition {place}.") for place in range(15)]
    whole = Desk(tmp_path).night(TONIGHT, *rows)
    random.Random(cuts[0]).shuffle(rows)
    paths = []
    for start, end in zip((0, *cuts), (*cuts, 15), strict=True):
        shard = Desk(tmp_path / str(start))
        shard.folder.mkdir()
        shard.night(TONIGHT, *rows[start:end])
        paths.append(shard.history[0][:2])
    parts = link([a for a, _ in paths], [s for _, s in paths], [], TONIGHT)
    for one, other in zip(whole, parts, strict=True):
        pd.testing.assert_frame_equal(one, other)


def test_a_round_up_does_not_make_one_cluster_of_its_stories(desk):
    one, two = story(1, 4), story(2, 4)
    copies = [article(f"a{i}", text) for i, text in enumerate([one, one, one, two, two, two])]
    linked = desk.night(TONIGHT, *copies, article("a9", one + "\n\n" + two))
    rows = linked.clusters.set_index("article_id")["cluster_id"]
    assert rows["a0"] != rows["a3"]


def test_a_story_gone_round_the_world_is_one_cluster(desk):
    text = story(1)
    linked = desk.night(
        TONIGHT, *(article(f"a{i:03}", text + f" Our edition {i}.") for i in range(120))
    )
    assert linked.clusters["cluster_id"].nunique() == 1
    # Linear, not quadratic: each is paired with the first, few with each other.
    assert len(linked.duplicates) < 120 * 10


def test_an_empty_night_links_to_nothing(tmp_path):
    linked = Desk(tmp_path)
    none = pd.DataFrame([article("a1", "")]).iloc[:0]
    paths = [tmp_path / "a.parquet", tmp_path / "s.parquet"]
    none.astype({"source": "str", "url": "str", "title": "str", "agency": "str"}).to_parquet(
        paths[0]
    )
    sign(none).to_parquet(paths[1])
    frames = link([paths[0]], [paths[1]], linked.history, TONIGHT)
    assert [len(frame) for frame in frames] == [0, 0, 0]
    assert [len(frame) for frame in link([], [], [], TONIGHT)] == [0, 0, 0]
