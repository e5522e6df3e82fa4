"""Actors: what comes together, what stays apart, and who has the last word."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.articles.actors import Actor, Alias, Cast, actor_id, normal, read_aliases
from tasks.errors import UserError
from tasks.text.spans import Name


def resolved(text: str, *mentions: tuple[str, str], acting: str = "") -> list[Actor]:
    """The actors of mentions, looked for in the text one behind the other."""
    names, place = [], 0
    for printed, kind in mentions:
        place = text.index(printed, place)
        names.append(Name(place, place + len(printed), kind))
        place += len(printed)
    return Cast(text, {}).resolve(names, [printed == acting for printed, _ in mentions])


@pytest.mark.parametrize(
    ("text", "mentions", "names"),
    [
        ("Oda Lindqvist came. Lindqvist left.", ["Oda Lindqvist", "Lindqvist"], ["Oda Lindqvist"] * 2),
        ("Lindqvist left. Oda Lindqvist came.", ["Lindqvist", "Oda Lindqvist"], ["Oda Lindqvist"] * 2),
        ("Minister Oda Lindqvist spoke; Mrs. Lindqvist left.", ["Minister Oda Lindqvist", "Mrs. Lindqvist"], ["Oda Lindqvist"] * 2),
        ("Ali Abu Saleh spoke. Abu Saleh left.", ["Ali Abu Saleh", "Abu Saleh"], ["Ali Abu Saleh"] * 2),
        ("Oda Lindqvist met Milo Brandt.", ["Oda Lindqvist", "Milo Brandt"], ["Oda Lindqvist", "Milo Brandt"]),
    ],
)  # fmt: skip
def test_names_of_one_person_come_together(
    text: str, mentions: list[str], names: list[str]
) -> None:
    """A surname, a title and the name in full are one actor."""
    found = resolved(text, *((printed, "PER") for printed in mentions))
    assert [actor.name for actor in found] == names


def test_a_capital_that_acts_is_its_state() -> None:
    """Oslo decides: Norway. In Oslo: the city. The Kremlin: always Russia."""
    text = "Oslo refused. The ferry lay in Oslo. The Kremlin agreed."
    acting, place, seat = (
        resolved(text, ("Oslo", "LOC"), acting="Oslo")
        + resolved(text, ("Oslo", "LOC"))
        + resolved(text, ("Kremlin", "ORG"))
    )
    assert (acting.name, acting.role) == ("Norway", "government of Norway")
    assert (place.name, place.role) == ("Oslo", None)
    assert (seat.name, seat.type) == ("Russia", "LOC")


def test_a_seat_that_acts_is_the_body_seated_there() -> None:
    """Brussels that acts is the European Union, unless the text is about Belgium."""
    union = resolved("Brussels refused.", ("Brussels", "LOC"), acting="Brussels")[0]
    state = resolved("Brussels refused Belgian beer.", ("Brussels", "LOC"), acting="Brussels")[0]
    assert (union.name, union.type) == ("European Union", "ORG")
    assert (state.name, state.type) == ("Belgium", "LOC")


def test_other_names_of_a_country_are_the_country() -> None:
    """U.S., US and America are one actor."""
    text = "The U.S. and the US and America"
    found = resolved(text, ("U.S.", "LOC"), ("US", "LOC"), ("America", "LOC"))
    assert {actor.id for actor in found} == {actor_id("United States", "LOC")}


@pytest.mark.parametrize(
    ("text", "mentions", "actors"),
    [
        ("Brandt Motor Company fell. Brandt", [("Brandt Motor Company", "ORG"), ("Brandt", "PER")], [("Brandt Motor Company", "ORG")] * 2),
        ("Brandt Motor Company fell. Milo Brandt left. Brandt", [("Brandt Motor Company", "ORG"), ("Milo Brandt", "PER"), ("Brandt", "PER")], [("Brandt Motor Company", "ORG"), ("Milo Brandt", "PER"), ("Milo Brandt", "PER")]),
        ("Brandt Motor Company fell. Mr. Brandt left.", [("Brandt Motor Company", "ORG"), ("Mr. Brandt", "PER")], [("Brandt Motor Company", "ORG"), ("Brandt", "PER")]),
        ("The Tarn Port Authority (TPA) said TPA", [("Tarn Port Authority", "ORG"), ("TPA", "ORG")], [("Tarn Port Authority", "ORG")] * 2),
        ("The Tarn Liberation Front (FLT) met. The FLT", [("Tarn Liberation Front", "ORG"), ("FLT", "ORG"), ("FLT", "LOC")], [("Tarn Liberation Front", "ORG")] * 3),
        ("the Customs and Border Guard (CBG)", [("Border Guard", "ORG"), ("CBG", "ORG")], [("Border Guard", "ORG"), ("CBG", "ORG")]),
        ("a hall in Tarnwick, Calif. and in Calif.", [("Tarnwick, Calif.", "LOC"), ("Calif.", "LOC")], [("Tarnwick", "LOC"), ("California", "LOC")]),
        ("The White House said", [("White House", "LOC")], [("White House", "ORG")]),
        ("Holm Oil plc fell. Holm Oil rose. Holm", [("Holm Oil plc", "ORG"), ("Holm Oil", "ORG"), ("Holm", "ORG")], [("Holm Oil", "ORG")] * 3),
        ("Brandt Inc. fell. Brandt", [("Brandt Inc.", "ORG"), ("Brandt", "PER")], [("Brandt", "ORG")] * 2),
        ("Holm Oil met Holm Gas. Holm", [("Holm Oil", "ORG"), ("Holm Gas", "ORG"), ("Holm", "ORG")], [("Holm Oil", "ORG"), ("Holm Gas", "ORG"), ("Holm", "ORG")]),
        ("Tarnwick Council met in Tarnwick", [("Tarnwick Council", "ORG"), ("Tarnwick", "LOC")], [("Tarnwick Council", "ORG"), ("Tarnwick", "LOC")]),
        ("The UN and the United Nations", [("UN", "ORG"), ("United Nations", "ORG")], [("United Nations", "ORG")] * 2),
        ("Amnesty and Amnesty International", [("Amnesty", "ORG"), ("Amnesty International", "ORG")], [("Amnesty International", "ORG")] * 2),
        ("Islamic Relief met Islamic leaders", [("Islamic Relief", "ORG"), ("Islamic", "ORG")], [("Islamic Relief", "ORG"), ("Islamic", "ORG")]),
        ("Britain, the UK", [("Britain", "LOC"), ("UK", "LOC")], [("United Kingdom", "LOC")] * 2),
        ("a reporter in Kyiv", [("Kyiv", "LOC")], [("Kyiv", "LOC")]),
        ("C-SPAN showed it", [("C-SPAN", "LOC")], [("C-SPAN", "ORG")]),
    ],
)  # fmt: skip
def test_bodies_and_places(
    text: str, mentions: list[tuple[str, str]], actors: list[tuple[str, str]]
) -> None:
    """A firm by its first word, an acronym by its initials, a state by its abbreviation."""
    found = resolved(text, *mentions)
    assert [(actor.name, actor.type) for actor in found] == actors


def test_a_users_file_renames_merges_and_splits(tmp_path: Path) -> None:
    """Aliases win; `where` splits one name between two actors by a word of the article."""
    file = tmp_path / "actors.csv"
    file.write_text(
        "alias,name,type,where\n"
        "Brandt,Milo Brandt,PER,\n"
        "Brandt,Ida Brandt,PER,orchestra\n"
        "Harbour Trust,Tarn Port Authority,ORG,\n"
    )
    aliases = read_aliases(file)
    player = Cast("Brandt led the orchestra.", aliases).resolve([Name(0, 6, "PER")], [False])
    pilot = Cast("Brandt landed.", aliases).resolve([Name(0, 6, "PER")], [False])
    trust = Cast("The Harbour Trust", aliases).resolve([Name(4, 17, "ORG")], [False])
    names = [actor.name for actor in player + pilot + trust]
    assert names == ["Ida Brandt", "Milo Brandt", "Tarn Port Authority"]
    assert aliases[normal("brandt")][-1] == Alias("Milo Brandt", "PER", "")


def test_a_wrong_alias_file_says_which_line(tmp_path: Path) -> None:
    """A type that is none is a user's error, with the line it stands on."""
    file = tmp_path / "actors.csv"
    file.write_text("alias,name,type\nBrandt,Milo Brandt,person\n")
    with pytest.raises(UserError, match="line 2"):
        read_aliases(file)
    assert read_aliases(tmp_path / "none.csv") == {}


def test_semicolons_in_an_alias_file_are_told(tmp_path: Path) -> None:
    """Spreadsheets of many countries save them; the line tells of them and of no missing column."""
    file = tmp_path / "actors.csv"
    file.write_text("alias;name;type\nBrandt;Milo Brandt;PER\n")
    with pytest.raises(UserError, match="semicolons"):
        read_aliases(file)


@given(st.text(), st.sampled_from(["PER", "ORG", "LOC"]))
def test_ids_are_the_same_every_night(name: str, kind: str) -> None:
    """An id is a letter and twelve digits, whatever the name, and normalising twice is once."""
    one = actor_id(name, kind)
    assert one == actor_id(normal(name), kind) or normal(normal(name)) != normal(name)
    assert len(one) == 13
    assert one[0] in "pol"
