"""Topics: every English article has its first topic, explained and with an honest probability."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks import lexicons
from tasks.errors import UserError
from tasks.models import cards, topic_examples, topics, train_topics

CASES = pd.read_csv(Path(__file__).resolve().parents[1] / "cases" / "topics" / "synthetic.csv")


def night(rows, language="en"):
    """Articles and segments of (title, text) rows, one body segment each."""
    names = [f"a{n}" for n in range(len(rows))]
    articles = pd.DataFrame(
        {"article_id": names, "title": [row[0] for row in rows], "language": language}
    )
    parts = [(name, "body", row[1]) for name, row in zip(names, rows, strict=True)]
    return articles, pd.DataFrame(parts, columns=["article_id", "role", "text"])


@pytest.mark.parametrize(("topic", "title", "text"), list(CASES.itertuples(index=False, name=None)))
def test_plain_cases_get_their_topic(topic, title, text):
    judged = topics.judge(*night([(title, text)]))
    short = {row["code"]: row["short"] for row in lexicons.rows("media_topics")}
    assert short[judged["code"].iloc[0]] == topic


def test_rows_are_ranked_within_each_article():
    judged = topics.judge(*night(list(CASES[["title", "text"]].itertuples(index=False, name=None))))
    assert list(judged.columns) == topics.COLUMNS
    for _, rows in judged.groupby("article_id"):
        assert rows["rank"].tolist() == list(range(1, len(rows) + 1))
        assert rows["probability"].between(0, 1).all()


def test_second_level_topics_stand_below_their_parent_and_are_never_decided():
    judged = topics.judge(*night(list(CASES[["title", "text"]].itertuples(index=False, name=None))))
    parent = {row["code"]: row["parent"] for row in lexicons.rows("media_topics")}
    below = judged[judged["level"] == 2]
    assert len(below)
    assert not below["decided"].any()
    for row in below.itertuples():
        assert parent[row.code] in set(judged.loc[judged["article_id"] == row.article_id, "code"])


def test_other_languages_get_no_labels():
    articles, segments = night([("La pluie", "Il pleut sur la ville.")], language="fr")
    assert topics.judge(articles, segments).empty


def test_captions_and_boilerplate_are_not_read():
    articles, segments = night([("Town news", "The council met.")])
    noise = pd.DataFrame(
        [("a0", "caption", "football goal striker league")], columns=segments.columns
    )
    plain = topics.judge(articles, segments)
    assert topics.judge(articles, pd.concat([segments, noise])).equals(plain)


def test_no_articles_give_no_rows():
    articles, segments = night([])
    judged = topics.judge(articles, segments)
    assert judged.empty
    assert list(judged.columns) == topics.COLUMNS


@settings(max_examples=25)
@given(st.lists(st.tuples(st.none() | st.text(), st.text()), min_size=1, max_size=4))
def test_any_text_is_judged_and_no_article_sways_another(rows):
    together = topics.judge(*night(rows))
    assert together["article_id"].nunique() == len(rows)
    alone = topics.judge(*night(rows[:1]))
    first = together[together["article_id"] == "a0"]
    assert first["code"].iloc[0] == alone["code"].iloc[0]
    assert first["probability"].iloc[0] == pytest.approx(alone["probability"].iloc[0], abs=1e-5)


def test_the_weights_of_an_explanation_name_what_was_read():
    article = {"title": "Truce holds", "text": "The truce between the army and the rebels held."}
    told = topics.explain(article)
    assert told == sorted(told, key=lambda part: -abs(part[1]))
    assert {"truce", "rebels"} & {name for name, _ in told}


def test_a_users_own_taxonomy_is_learnt_from_a_csv(tmp_path):
    file = tmp_path / "own.csv"
    rows = [f"river,The river flooded the meadow {n} times" for n in range(6)]
    rows += [f"rail,The train left platform {n} late" for n in range(6)]
    file.write_text("label,text\n" + "\n".join(rows) + "\n", encoding="utf-8")
    model = topics.opened(train_topics.train(tmp_path, [file], version="own"))
    judged = topics.judge(*night([(None, "A train stood at the platform")]), model=model)
    assert judged[["code", "level", "model_id"]].iloc[0].tolist() == ["rail", 1, "topics/own"]


GOOD = "".join(f"river,The river rose {n} times\nrail,Train {n} was late\n" for n in range(5))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            "label,text\nriver,The river\nrail,The train\n",
            "rail (1), river (1); add examples of them",
        ),
        ("label,text\n" + "river,The river\n" * 9, "all examples are labelled 'river'"),
        ("topic,text\nriver,The river\n", "no column label in its first line"),
        ("label,text\n", "holds no example"),
        ("", "no column label, text"),
        (f"label,text\n{GOOD}river,\n,The train\n", "line 12 has no text; line 13 has no label"),
        (
            f'label,text\n{GOOD}river,"The river\n',
            "from line 12 on the quotation marks do not pair",
        ),
        (bytes(range(256)), "holds bytes that are no text"),
    ],
)
def test_examples_that_cannot_be_learnt_from_are_refused_with_what_to_do(tmp_path, content, said):
    file = tmp_path / "own.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(UserError) as error:
        train_topics.train(tmp_path, [file])
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("separator", "encoding"), [(";", "cp1252"), ("\t", "utf-16"), (",", "utf-8-sig")]
)
def test_examples_are_read_as_spreadsheets_save_them(tmp_path, separator, encoding):
    file = tmp_path / "own.csv"
    file.write_text(f"Label{separator}Text\nécoles{separator}Le préau\n", encoding=encoding)
    [example] = topic_examples.own([file])
    assert (example.labels, example.text, example.title) == (("écoles",), "Le préau", None)
    assert cards.sources([file], "ours")[0]["rows"] == 1
