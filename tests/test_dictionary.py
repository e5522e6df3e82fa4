"""The page on the tables says what the schemas say."""

from tasks.config import ASSETS
from tasks.dictionary import markdown


def test_the_committed_page_is_the_generated_one() -> None:
    page = ASSETS / "docs" / "tables.md"
    assert page.read_text(encoding="utf-8") == markdown(), "run python -m tasks.dictionary"
