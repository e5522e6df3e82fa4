"""The ledger: what became of every input record, settled once everything is known."""

import pandas as pd

from tasks.articles.ids import article_id

ORIGIN = ["record_id", "origin_file", "origin_member", "origin_number", "sha256"]
OUTCOME = ["state", "reason", "article_id", "encoding", "encoding_from"]


def settle(
    raw: pd.DataFrame, repeated: pd.DataFrame, verdicts: pd.DataFrame, stories: pd.DataFrame
) -> pd.DataFrame:
    """One row per record of `raw`, each in exactly one state with its reason.

    raw: rows of `raw` with a `bytes` column in place of the content. repeated: rows of
    `admitted`. verdicts: cleaning's outcome for all others. stories: which articles are later
    versions of an earlier one. Raises ValueError where a record has no outcome, or two: that is
    a bug in a stage, and the night must not be published.
    """
    unread = raw.loc[raw["reason"].notna(), ["record_id", "reason"]].assign(state="quarantined")
    outcomes = pd.concat([unread, _named(repeated, raw, stories), verdicts], ignore_index=True)
    outcomes = outcomes.reindex(columns=["record_id", *OUTCOME])
    ledger = raw[[*ORIGIN, "bytes"]].merge(outcomes, on="record_id", how="left")
    if len(ledger) != len(raw) or ledger["state"].isna().any():
        raise ValueError("a record has no ledger state, or more than one")
    return _with_revisions(ledger, stories)


def _named(repeated: pd.DataFrame, raw: pd.DataFrame, stories: pd.DataFrame) -> pd.DataFrame:
    """The repeated records with tonight's article of the same bytes, where there is one."""
    ids = dict(zip(raw["record_id"], raw["sha256"].map(article_id), strict=True))
    tonight = set(stories["article_id"])
    named = [
        known if isinstance(known, str) else ids[record] if ids[record] in tonight else None
        for record, known in zip(repeated["record_id"], repeated["article_id"], strict=True)
    ]
    return repeated.assign(article_id=pd.Series(named, repeated.index, dtype="str"))


def _with_revisions(ledger: pd.DataFrame, stories: pd.DataFrame) -> pd.DataFrame:
    later = stories[stories["version"] > 1]
    said = {
        article: f"version {version} of story {story}"
        for article, version, story in zip(
            later["article_id"], later["version"], later["story_id"], strict=True
        )
    }
    revised = ledger["state"].eq("accepted") & ledger["article_id"].isin(said)
    ledger.loc[revised, "reason"] = [said[article] for article in ledger.loc[revised, "article_id"]]
    ledger.loc[revised, "state"] = "revision"
    return ledger
