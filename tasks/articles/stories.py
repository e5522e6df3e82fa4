"""Which version of which story an article is."""

from collections.abc import Mapping

import pandas as pd

COLUMNS = ["article_id", "story_id", "version"]


def story_rows(
    facts: pd.DataFrame, edges: pd.DataFrame, highest: Mapping[str, int]
) -> pd.DataFrame:
    """Frame `stories` for tonight's articles, sorted by article_id.

    facts: tonight's articles and the earlier ones of a pair, in order of number, which is the order
    of time. edges: those of one story (`same_story`), later, earlier, kind. highest: story of an
    earlier night → its highest version so far. A version with the same body as an earlier one of
    its story keeps that version's number.
    """
    stories = _earlier(facts)
    highest = dict(highest)
    before: dict[int, list[tuple[int, str]]] = {}
    for later, earlier, kind in zip(edges["later"], edges["earlier"], edges["kind"], strict=True):
        before.setdefault(later, []).append((earlier, kind))
    tonight = facts[facts["day"].isna()]
    rows = []
    for number, article in zip(tonight["number"], tonight["article_id"], strict=True):
        stories[number] = _placed(article, before.get(number, []), stories, highest)
        rows.append((article, *stories[number]))
    frame = pd.DataFrame(rows, columns=COLUMNS).astype({"version": "int32"})
    return frame.sort_values("article_id", ignore_index=True)


def _earlier(facts: pd.DataFrame) -> dict[int, tuple[str, int]]:
    known = facts[facts["day"].notna()]
    return {
        int(number): (str(story), int(version))
        for number, story, version in zip(
            known["number"], known["story_id"], known["version"], strict=True
        )
    }


def _placed(
    article: str,
    before: list[tuple[int, str]],
    stories: Mapping[int, tuple[str, int]],
    highest: dict[str, int],
) -> tuple[str, int]:
    """The story and version of one article, given its earlier namesakes."""
    if not before:
        highest[article] = 1
        return article, 1
    story, _ = stories[min(before)[0]]
    same = [
        stories[number][1]
        for number, kind in before
        if kind == "exact" and stories[number][0] == story
    ]
    if same:
        return story, min(same)
    highest[story] += 1
    return story, highest[story]
