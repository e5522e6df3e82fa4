"""The page looks like the brief, and needs nothing from elsewhere."""

import re
from datetime import date

from dashboard.looks import part, style
from dashboard.serve import _THEME
from tasks.brief.render import style as brief_style


def test_the_brief_s_style_holds_for_what_the_page_makes_and_nothing_else():
    shown = style()
    assert shown.startswith("<style>.desk { & {")
    assert ":root" not in shown
    assert shown.count("{") == shown.count("}")


def test_nothing_is_fetched():
    assert not re.search(r"url\(|@import|https?:", style())


def test_the_theme_has_the_colours_of_the_brief():
    light, dark = brief_style().split("@media screen and (prefers-color-scheme: dark)")
    for shade, css in (("light", light), ("dark", dark)):
        for colour in _THEME[shade].values():
            assert colour in css


def test_names_links_and_directions_from_outside_cannot_break_out():
    row = {
        "day": date(2026, 11, 20),
        "title": "</p><script>alert(1)</script>\u202e",
        "url": "javascript:alert(1)",
        "source": "<b>Outlet</b>",
        "language": '"><i>',
        "opening": None,
        "told": "first topic",
    }
    shown = part("articles", [row])
    assert "<script" not in shown
    assert "javascript:" not in shown
    assert "<b>" not in shown
    assert "\u202e" not in shown
    assert 'lang="&#34;&gt;&lt;i&gt;"' in shown
