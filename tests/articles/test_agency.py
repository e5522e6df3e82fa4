"""Which agency a piece is from: dateline, byline, credit and source, each at its place."""

import json

import pandas as pd
import pytest

from tasks.articles.clean import clean
from tests.articles.test_clean import NIGHT, raw

STORY = [
    "The council of Osterna voted late on Monday to close the old dam, a decision that residents had waited for.",
    "“We should have done it years ago,” said Marta Holm, who has led the campaign since her house was flooded.",
    "The mayor, Tom Lund, said that work would begin in the summer and would cost the town about $4 million.",
]
ITEM = [f"The ferry to island number {place} will leave at noon, its captain said on Monday." for place in range(9)]  # fmt: skip


def agency(lines, **fields):
    row = json.dumps({"text": "\n\n".join(lines), "title": "Dam closes at last", **fields}).encode()
    found = clean(raw(row, media_type="application/json"), NIGHT).articles["agency"][0]
    return None if pd.isna(found) else found


@pytest.mark.parametrize("source", ["Harbour Gazette", "Reuters"])
def test_the_record_s_byline_names_it_before_the_source_does(source):
    found = agency(STORY, byline="Ada Berg, Agence France-Presse", source=source)
    assert found == "Agence France-Presse"


@pytest.mark.parametrize(
    "last", ["— Associated Press", "Source: AP", "© 2031 The Associated Press"]
)
def test_the_last_line_credits_it(last):
    assert agency([*STORY, last], source="Harbour Gazette") == "Associated Press"


def test_the_last_sentence_is_signed():
    assert agency([*STORY[:2], STORY[2] + " (AFP)"]) == "Agence France-Presse"


def test_a_dateline_outweighs_the_rest():
    opened = ["OSLO (Reuters) - " + STORY[0], *STORY[1:], "© 2031 AFP"]
    assert agency(opened, byline="Ada Berg, Associated Press") == "Reuters"


def test_a_dateline_below_a_summary_in_points_opens_the_piece():
    points = ["The dam closes in May.", "Work begins in summer.", "It costs $4 million."]
    assert agency([*points, "OSLO (Reuters) - " + STORY[0], *STORY[1:]]) == "Reuters"


def test_a_dateline_deep_in_a_round_up_is_an_item_s():
    assert agency([*ITEM, "OSLO (Reuters) - " + STORY[0], *STORY[1:]]) is None


def test_a_picture_of_an_agency_does_not_make_the_piece_its():
    shown = ["Residents stand near the old dam in Osterna on Monday. (Photo: Ada Berg, AP)"]
    assert agency([*shown, *STORY]) is None


def test_who_helped_wrote_nothing():
    assert agency([*STORY, "Reuters contributed to this report."]) is None
