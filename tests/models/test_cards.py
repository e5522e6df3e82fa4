"""A card as a page: every value of it stands there."""

from tasks.models import cards


def test_every_key_but_the_settings_is_a_heading():
    card = {
        "task": "topics",
        "version": "v1",
        "settings": {"x": 1},
        "use": "news",
        "scores": {"dev": {"f1": 0.5}},
    }
    page = cards.markdown(card)
    assert page.startswith("# topics/v1\n")
    assert "## use" in page
    assert "f1: 0.5" in page
    assert "settings" not in page


def test_sources_carry_rows_and_hash(tmp_path):
    file = tmp_path / "own.csv"
    file.write_text("label,text\nriver,The river rose\n", encoding="utf-8")
    (row,) = cards.sources([file], "ours")
    assert row["rows"] == 1
    assert len(row["sha256"]) == 64
