"""Capitals: which places of a text act, and which only tell where something is."""

import pytest

from tasks.articles.casting import cast
from tasks.articles.segment import bare_segments, read_all


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("The minister accused Moscow of stalling the talks.", ["Russia"]),
        ("The minister called on Oslo to end the talks.", ["Norway"]),
        ("The minister lived in Oslo and worked near Moscow.", ["Oslo", "Moscow"]),
        ("The minister told Oslo residents to stay inside.", ["Oslo"]),
        ("Kabul accused Islamabad of firing over the border.", ["Afghanistan", "Pakistan"]),
        ("Berlin rejects call to send troops", ["Germany"]),
        ("Beijing hits back at Canberra over chip ban", ["China", "Australia"]),
        ("Paris and Berlin have warned that the talks would end.", ["France", "Germany"]),
        ("Officials in Cairo said the talks would end.", ["Cairo"]),
        ("Trains between Oslo and Bern were late.", ["Oslo", "Bern"]),
        ("Pavel Holm wrote from an office in Kyiv on Friday.", ["Kyiv"]),
    ],
)
def test_a_capital_is_a_government_where_it_acts(text: str, actors: list[str]) -> None:
    """The subject of a verb, a speaker, and who is accused or called on; never where one is."""
    found = cast(*read_all([text], bare_segments([text]))[0], {})
    assert [
        mention.actor.name for mention in found.mentions if mention.actor.type == "LOC"
    ] == actors
