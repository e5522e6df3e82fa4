"""Plain texts give their title, byline, place and day from the lines above the story."""

from typing import Any

import pandas as pd
import pytest

from tests.articles.test_clean import read
from tests.casebook import cases


@pytest.mark.parametrize("case", cases("tops"))
def test_the_top_of_a_page_gives_the_fields(case: dict[str, Any]) -> None:
    article, _ = read(case["text"])
    names = ("title", "byline", "dateline_place")
    found = {name: None if pd.isna(article[name]) else article[name] for name in names}
    assert found == {**{name: case[name] for name in names[:2]}, "dateline_place": case["place"]}
    if case["published"]:
        assert str(article["published_at"].date()) == case["published"]
