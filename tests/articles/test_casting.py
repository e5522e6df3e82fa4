"""Casting: roles beside names, and the actor behind a speaker's words."""

import pytest

from tasks.articles.casting import Casting, cast
from tasks.articles.segment import bare_segments, read_all


def casting(text: str) -> Casting:
    return cast(*read_all([text], bare_segments([text]))[0], {})


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Norwegian Foreign Minister Sergei Holm left.", "Norwegian Foreign Minister"),
        ("David Holm, a member of the river council, left.", "a member of the river council"),
        ("The singer David Holm left.", "singer"),
        ("David Holm left.", None),
        ("The health secretary, David Holm, said the dam was full.", "health secretary"),
        ("The team's coach, David Holm, said the dam was full.", "team's coach"),
        ("The army's spokesman, Colonel David Holm, said the dam was full.", "army's spokesman"),
        (
            "David Holm, a river ecologist at the institute, said the dam was full.",
            "a river ecologist at the institute",
        ),
        ("David Holm, 41, a plumber, said the dam was full.", "a plumber"),
        ("David Holm, a day later, said the dam was full.", None),
        ("In the end the president, Holm said, was wrong.", None),
    ],
)
def test_roles(text: str, role: str | None) -> None:
    """The title before a name or the apposition behind it is kept."""
    assert [mention.role for mention in casting(text).mentions if mention.actor.type == "PER"] == [
        role
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Sarah Holm came. Holm said the dam was full.", "Sarah Holm"),
        ("Sarah Holm came. She said the dam was full.", "Sarah Holm"),
        ("Anna Brandt left. Sarah Holm herself was calm. She said the dam was full.", "Sarah Holm"),
        ("Anna Brandt left. Sarah Holm also came. She said the dam was full.", "Sarah Holm"),
        ("David Holm met Sarah Brandt. He said the dam was full.", "David Holm"),
        ("Mayor David Holm came. The mayor said the dam was full.", "David Holm"),
        ("Syria's army said the dam was full.", None),
        ("The mayor said the dam was full.", None),
        ("They said the dam was full.", None),
        ("Sen. Sarah Holm (D-Ohio), who said the dam was full, left.", "Sarah Holm"),
        ("Sen. Sarah Holm, R-Texas, who said the dam was full, left.", "Sarah Holm"),
        ("They met members of Congress who said the dam was full.", None),
        ("They met objections from Democrats who said the dam was full.", "Democrats"),
        ("Voters across Ohio who said the dam was full left.", None),
        ("Sarah Holm was jeered. Some of her own voters, who said the dam was full, left.", None),
    ],
)
def test_who_speaks(text: str, speaker: str | None) -> None:
    """By name, pronoun or office, where the text allows; a possessor does not speak."""
    actors = [actor for _, actor in casting(text).quotes]
    assert [actor.name if actor else None for actor in actors] == [speaker]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ('David Holm and his wife Sarah Holm came. "It is full," Mrs Holm said.', ["Sarah Holm"]),
        ('Sir David Holm came. "It is full," Lady Holm said.', ["Lady Holm"]),
        ('David Holm, who has died at 80, built it. His son Peter Holm came. "It is full," Holm said.', ["Peter Holm"]),
        ('David Holm and Sarah Holm came. "It is full," Holm said in his letter.', ["David Holm"]),
    ],
)  # fmt: skip
def test_families(text: str, speakers: list[str]) -> None:
    """A wife is not her husband, nor a son his late father."""
    actors = [actor for _, actor in casting(text).quotes]
    assert [actor.name if actor else None for actor in actors] == speakers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A person close to David Holm said the dam was full.", None),
        ("A person close to the mayor, David Holm, said the dam was full.", None),
        ("Ana Brandt, an aide to Mayor David Holm, told the paper that the dam was full.", "Ana Brandt"),
        ("An aide to Mayor David Holm said the dam was full.", None),
        ("A friend of Mr Holm said the dam was full.", None),
        ("Voters who back David Holm said the dam was full.", None),
        ("A spokeswoman for the Tarn Port Authority said the dam was full.", "Tarn Port Authority"),
        ("A spokesman for Tarn Port Authority, who gave no name, said the dam was full.", "Tarn Port Authority"),
        ("A spokesman for David Holm said the dam was full.", None),
        ("Holm administration spokeswoman Sarah Lund said the dam was full.", "Sarah Lund"),
        ("A spokesman for the Tarn Port Authority's union said the dam was full.", None),
        ("The head of the council, David Holm, said the dam was full.", "David Holm"),
        ("A lawyer for the council, David Holm, said the dam was full.", "David Holm"),
        ("According to the union's lawyer, David Holm, who was there, the dam was full.", "David Holm"),
        ("According to the army, David Holm knew that.", None),
        ("The firm, which employs 300 people in Oslo and Bergen, said the dam was full.", None),
        ("Director of operations David Holm said the dam was full.", "David Holm"),
        ('"It is full," said his neighbour, David Holm.', "David Holm"),
        ('"It is full," said the officer in charge, Superintendent David Holm.', "David Holm"),
        ('"It is full," added her colleague, David Holm.', "David Holm"),
        ("David Holm, chief economist at the Institute for River Trade, a think-tank, warns of floods.", "David Holm"),
        ("Mr Holm, of Elm Road, Norwich, when asked if he knew, said the dam was full.", "Holm"),
    ],
)  # fmt: skip
def test_only_who_the_words_mean_speaks(text: str, speaker: str | None) -> None:
    """Who is named beside a source is not the source; who is set beside it is."""
    actors = [actor for quote, actor in casting(text).quotes if quote.speaker]
    assert [actor.name if actor else None for actor in actors] == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Sarah Holm said: "It began in May.\n\n"Nobody saw it.\n\n"Nobody asked.\n\n"I forget."\n\n"So it goes," she said.', "Sarah Holm"),
        ('"No," said David Holm.\n\nPeter Brandt was asked by a clerk about it. "I forget," he said.', "Peter Brandt"),
        ('"No," said David Holm.\n\nHis deputy, Councillor Peter Brandt, laughed. "I forget," he said.', "Peter Brandt"),
        ('"No," said David Holm.\n\nAsked about the dam, Peter Brandt smiled. "I forget," he said.', "Peter Brandt"),
        ('"No," said David Holm.\n\nAsked by Peter Brandt about the dam, Milo Lund smiled. "I forget," he said.', "Milo Lund"),
        ('"No," said David Holm.\n\nTold that Peter Brandt was angry, Holm smiled. "I forget," he said.', "David Holm"),
        ('"No," said David Holm.\n\nSarah Brandt was asked about it. "I forget," he said.', "David Holm"),
        ('"No," said David Holm.\n\nSarah Brandt was in the hall. She had a flask. "I forget," she said.', "Sarah Brandt"),
        ('"No," said Sarah Holm.\n\nHer husband, Erik, was at home. "I forget," he said.', "Erik"),
    ],
)  # fmt: skip
def test_a_pronoun_means_who_was_named_last_as_subject(text: str, speaker: str) -> None:
    """The subject of the sentence before comes before who spoke earlier; wrong gender never."""
    actor = casting(text).quotes[-1][1]
    assert actor
    assert actor.name == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Gov. Sarah Holm came. The governor said the dam was full.", "Sarah Holm"),
        ("French President Luc Maret came. The French president said it was full.", "Luc Maret"),
        ("French President Luc Maret came. The French leader said it was full.", "Luc Maret"),
        ("President Luc Maret came. The Danish president said it was full.", None),
        ("Former President Luc Maret came. The president said it was full.", None),
        ("Attorney General Sarah Holm came. The general said it was full.", None),
        ("Sen. Sarah Holm (D-Ohio) came. The Ohio Democrat said it was full.", "Sarah Holm"),
        ("Sen. Sarah Holm (D-Ohio) came. The Utah Democrat said it was full.", None),
        ("Sen. Sarah Holm and Sen. David Lund came. The senator said it was full.", None),
        ("Sen. Sarah Holm came. The lawmaker said it was full.", "Sarah Holm"),
        ("Detective Constable Sarah Holm came. The officer said it was full.", "Sarah Holm"),
        ("Officer Sarah Holm came. An officer of another force left. The officer said it was full.", None),
        ("Congressman David Lund came. The congresswoman said it was full.", None),
        ("Mayor Sarah Holm came. The mayor of Leeds said it was full.", "Sarah Holm"),
        ("Head coach David Lund came. Tarn's head coach said it was full.", "David Lund"),
        ("Mayor David Lund came. A Lund spokesman said it was full.", None),
        ("Peter Holm was charged. Holm's lawyer, Lucille Farr, said it was full.", "Lucille Farr"),
        ("Peter Oakes was charged. Oakes' lawyer, Lucille Farr, said it was full.", "Lucille Farr"),
    ],
)  # fmt: skip
def test_an_office_means_the_one_who_holds_it(text: str, speaker: str | None) -> None:
    """The one person near by who is told to hold the office; nobody where two may or none is told."""
    actor = casting(text).quotes[-1][1]
    assert (actor.name if actor else None) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('BASF denied it. "It is full," the company said.', "BASF"),
        ("Vitkov Steel will cut jobs. The company said it was sorry.", "Vitkov Steel"),
        ("Vitkov Steel will cut jobs. The Czech group said it was sorry.", "Vitkov Steel"),
        ("They struck at Vitkov Steel. The Czech group said it was sorry.", None),
        ("BASF and Volvo denied it. The company said it was sorry.", None),
        ("BASF denied it. A company in Tarn paid. The company said it was sorry.", None),
        ("Sarah Holm works for BASF. The company said it was sorry.", None),
        ("The Justice Department denied it. The company said it was sorry.", None),
        ("BASF met the Justice Department. The department said it was full.", "Justice Department"),
        ("The FBI met the Justice Department. The agency said it was full.", "FBI"),
        ("The FBI met the CIA. The agency said it was full.", None),
        ("The Supreme Court met. The court said it was full.", "Supreme Court"),
    ],
)  # fmt: skip
def test_a_kind_of_body_means_the_one_of_its_kind(text: str, speaker: str | None) -> None:
    """The one body of the kind in reach; one whose name does not tell its kind only as a subject."""
    actor = casting(text).quotes[-1][1]
    assert (actor.name if actor else None) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Azawad Liberation Front (FLA) said it was full.", "Azawad Liberation Front"),
        ("Sources in the Labour Party said it was full.", None),
        ("Survivors of a flood in eastern Libya said it was full.", None),
        ("One slide, seen by the Guardian, said it was full.", None),
        ("According to figures released by the Labor Department, it was full.", "Labor Department"),
        ("According to a study by the Labor Department, it was full.", "Labor Department"),
        ("According to documents obtained by the Guardian, it was full.", None),
        ("The Labour Party, whose leader is Sarah Holm, said it was full.", "Labour Party"),
    ],
)
def test_a_body_speaks_only_for_itself(text: str, speaker: str | None) -> None:
    """Who stands in a body or a place, or was seen by it, is not that body."""
    actor = casting(text).quotes[-1][1]
    assert (actor.name if actor else None) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('By Sarah Holm\n\nI asked a minister what had changed. "We listened," she said.', None),
        ('Sarah Holm came. Her opponent was angry. "It is full," he said.', None),
        ('David Holm fed a goat. His brother Peter stood by. The former mayor laughed. "It is full," he said.', None),
        ('David Holm came. Grandson Kyle, 22, admitted it was his. "It is full," he added.', None),
        ('Tuva Holm met Milo Lund. Holm hit back. "It is full," she said. "It is not," he said.', "Milo Lund"),
        ('Sarah Kelly beat Milo Kelly. Mr Kelly is unhappy. "It is full," he said.', "Milo Kelly"),
        ('Mayor Sarah Holm and David Lund came. The mayor laughed. "It is full," she said.', "Sarah Holm"),
        ('David Lund came. "It is full," said Lund. Reporters asked him why. "It rained," he said.', "David Lund"),
    ],
)  # fmt: skip
def test_whom_a_pronoun_cannot_mean(text: str, speaker: str | None) -> None:
    """Neither who wrote the piece, nor whoever was named before somebody without a name came in."""
    actor = casting(text).quotes[-1][1]
    assert (actor.name if actor else None) == speaker


def test_a_courtesy_is_no_role() -> None:
    """ "Mr" says nothing of what somebody is; what stands behind the name does."""
    found = casting("Mr Holm left. Mr Lund, a plumber, left. Sir Peter Brandt left.").mentions
    assert [mention.role for mention in found] == [None, "a plumber", None]
