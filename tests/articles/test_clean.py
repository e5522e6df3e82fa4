"""Every record ends in a verdict; what is accepted has its fields and keeps its text."""

import hashlib
import json
import textwrap
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.articles.clean import ARTICLE_COLUMNS, Cleaned, clean
from tasks.schemas import BETWEEN

NIGHT = date(2031, 3, 3)
STORY = (
    "date 2031-03-02 Residents stand near the old dam in Osterna, Varga province, Norway March 2, 2031.\n\n"
    "OSLO (Reuters): The council voted on Monday to close the dam, a decision that many had awaited.\n\n\n\n"
    "“We should have done it years ago,” said Marta Holm, who led the campaign for three years.\n\n"
    "(Reporting by Ada Berg; Editing by Tom Lund)\n"
)


def raw(
    *contents: bytes, media_type: str = "text/plain", reason: str | None = None
) -> pd.DataFrame:
    rows = [
        {
            "record_id": f"r{number}",
            "origin_file": "inbox/osterna.txt",
            "origin_member": None,
            "origin_number": number,
            "media_type": media_type,
            "content": content,
            "sha256": hashlib.sha256(content).hexdigest(),
            "reason": reason,
        }
        for number, content in enumerate(contents)
    ]
    columns = ["record_id", "origin_file", "media_type", "content", "sha256", "reason"]
    return pd.DataFrame(rows, columns=columns)


def read(text: str, day: date = NIGHT) -> tuple[dict[str, Any], Cleaned]:
    cleaned = clean(raw(text.encode()), day)
    return cleaned.articles.to_dict("records")[0], cleaned


def test_the_fields_of_a_wire_story() -> None:
    article, cleaned = read(STORY)
    assert str(article["published_at"]) == "2031-03-02 00:00:00+00:00"
    assert (article["published_precision"], article["published_from"]) == ("day", "stamp")
    assert (article["dateline_place"], article["agency"]) == ("OSLO", "Reuters")
    assert article["byline"] == "Ada Berg"
    assert article["language"] == "en"
    assert article["text"] == STORY
    assert article["words"] == 32
    roles = cleaned.lines["role"].tolist()
    assert roles == ["dateline", "caption", "dateline", "body", "body", "byline"]


def test_a_wrapped_story_is_the_same_article_text_as_one_that_is_not() -> None:
    paragraphs = [line for line in STORY.split("\n\n") if line][1:3]
    article, cleaned = read("\n\n".join(textwrap.fill(line, 66) for line in paragraphs))
    assert article["text"] == "\n\n".join(paragraphs)
    assert cleaned.lines["role"].tolist() == ["dateline", "body", "body"]


def test_a_word_alone_is_a_text_and_nobody_s_name() -> None:
    article, _ = read("Yes.")
    assert (article["words"], article["byline"], article["title"]) == (1, None, None)


def test_lines_point_into_the_text_and_paragraphs_count_lines() -> None:
    article, cleaned = read(STORY)
    words = [
        article["text"][line.char_start : line.char_end] for line in cleaned.lines.itertuples()
    ]
    assert words[0] == "date 2031-03-02"
    assert cleaned.lines["paragraph"].tolist() == [0, 0, 1, 1, 2, 3]


def test_a_record_without_letters_is_rejected() -> None:
    verdict = clean(raw(b"12345 -- 678\n"), NIGHT).verdicts.to_dict("records")[0]
    assert (verdict["state"], verdict["reason"]) == ("rejected", "there is no letter in its text")
    assert verdict["article_id"] is None or pd.isna(verdict["article_id"])


def test_a_page_that_has_not_changed_since_an_earlier_capture_is_rejected() -> None:
    revisit = b"WARC/1.0\r\nWARC-Type: revisit\r\nContent-Length: 0\r\n\r\n"
    verdict = clean(raw(revisit, media_type="application/warc"), NIGHT).verdicts.iloc[0]
    assert verdict["state"] == "rejected"
    assert "has not changed" in verdict["reason"]


@pytest.mark.parametrize(
    ("embargo", "state", "reason"),
    [
        ("2031-03-03T23:30:00Z", "accepted", None),
        ("2031-03-03", "accepted", None),
        ("2031-02-03T06:00:00Z", "accepted", None),
        ("until the press conference", "accepted", "its embargo until the press conference is no date"),
        ("2031-03-04T06:00:00Z", "rejected", "embargoed until 2031-03-04 06:00 UTC: give it to a night from that day on"),
        ("2031-03-04T00:30:00+02:00", "accepted", None),
        ("5 March 2031", "rejected", "embargoed until 2031-03-05: give it to a night from that day on"),
    ],
)  # fmt: skip
def test_a_story_under_embargo_waits_for_the_night_of_its_day(embargo, state, reason) -> None:
    row = json.dumps({"text": "The dam closes.", "embargoed": embargo}).encode()
    verdict = clean(raw(row, media_type="application/json"), NIGHT).verdicts.iloc[0]
    assert (verdict["state"], verdict["reason"]) == (
        state,
        "; ".join(filter(None, ["read", reason])) if state == "accepted" else reason,
    )
    assert clean(raw(row, media_type="application/json")).verdicts.iloc[0]["state"] == "accepted"
    later = clean(raw(row, media_type="application/json"), date(2031, 3, 5)).verdicts.iloc[0]
    assert later["state"] == "accepted"


def test_a_record_without_text_is_no_article() -> None:
    verdicts = clean(raw(b"", b" \n\t "), NIGHT).verdicts
    assert set(verdicts["state"]) <= {"rejected", "quarantined"}


def test_a_record_that_cannot_be_read_is_quarantined_with_its_reason() -> None:
    cleaned = clean(raw(b"anything", reason="the archive ends early"), NIGHT)
    verdict = cleaned.verdicts.to_dict("records")[0]
    assert (verdict["state"], verdict["reason"]) == ("quarantined", "the archive ends early")
    broken = clean(raw(b"{no json", media_type="application/json"), NIGHT)
    assert broken.verdicts["state"].tolist() == ["quarantined"]
    assert len(cleaned.articles) == len(broken.articles) == 0


def test_an_implausible_date_is_kept_beside_and_not_believed() -> None:
    article, _ = read(STORY.replace("2031-03-02", "2031-04-02").replace("March 2, 2031", "spring"))
    assert pd.isna(article["published_at"])
    assert article["published_raw"] == "2031-04-02"
    assert (article["published_precision"], article["published_from"]) == ("unknown", "stamp")


@pytest.mark.parametrize("given", ["1650-01-01", "2046-01-01T08:00", "Thu, 99 Foo 20466"])
def test_a_date_that_is_not_believed_stands_beside_the_one_that_is(given: str) -> None:
    row = json.dumps({"text": "OSLO, March 2, 2031 (Reuters) - Rain fell.", "published": given})
    article = clean(raw(row.encode(), media_type="application/json"), NIGHT).articles.iloc[0]
    assert str(article["published_at"]) == "2031-03-02 00:00:00+00:00"
    assert article["published_from"] == "dateline"
    assert article["published_raw"] == f"March 2, 2031 (not believed: metadata {given})"


def test_a_dateline_without_a_year_takes_the_night_s() -> None:
    article, _ = read("LONDON, Dec 29 (Reuters) - Shares fell on Thursday as the talks ended.")
    assert str(article["published_at"]) == "2030-12-29 00:00:00+00:00"
    assert article["published_from"] == "dateline"


def test_the_same_bytes_are_the_same_article_in_every_night() -> None:
    first, again = read(STORY)[0], read(STORY, date(2040, 1, 1))[0]
    assert first["article_id"] == again["article_id"]


def test_who_helped_is_not_who_wrote() -> None:
    article, _ = read(
        "The council voted on Monday.\n\nThe Associated Press contributed to this report."
    )
    assert article["byline"] is None or pd.isna(article["byline"])
    assert article["agency"] is None or pd.isna(article["agency"])


def test_another_language_keeps_its_place() -> None:
    article, cleaned = read("Le conseil municipal a voté lundi la fermeture du vieux barrage.")
    assert article["language"] == "fr"
    assert len(cleaned.lines) == 1


def test_no_records_give_empty_frames_with_their_columns() -> None:
    cleaned = clean(raw(), NIGHT)
    assert list(cleaned.articles) == ARTICLE_COLUMNS
    assert list(cleaned.lines) == BETWEEN["lines"].names
    assert list(cleaned.verdicts) == BETWEEN["verdicts"].names


@given(st.lists(st.binary(max_size=60) | st.text(max_size=60).map(str.encode), max_size=4))
def test_any_bytes_end_in_one_verdict_each(contents: list[bytes]) -> None:
    cleaned = clean(raw(*contents), NIGHT)
    assert len(cleaned.verdicts) == len(contents)
    accepted = cleaned.verdicts["state"] == "accepted"
    assert accepted.sum() == len(cleaned.articles)
    assert set(cleaned.lines["article_id"]) <= set(cleaned.articles["article_id"])


def test_the_seed_is_read_as_a_person_would(shared: Path) -> None:
    seed = next((shared / "seed").iterdir()).read_bytes()
    cleaned = clean(raw(seed), date(2016, 12, 29))
    article = cleaned.articles.to_dict("records")[0]
    assert (str(article["published_at"])[:10], article["dateline_place"]) == (
        "2016-12-29",
        "BEIRUT",
    )
    assert cleaned.lines["role"].tolist()[:4] == ["dateline", "caption", "dateline", "body"]
    assert (cleaned.lines["role"] == "subhead").sum() == 2
    assert cleaned.lines["section"].max() == 2
