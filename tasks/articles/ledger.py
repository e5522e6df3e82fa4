"""The ledger: what became of every input record, settled once everything is known."""

import pandas as pd

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
    outcomes = pd.concat([unread, repeated, verdicts], ignore_index=True)
    outcomes = outcomes.reindex(columns=["record_id", *OUTCOME])
    ledger = raw[[*ORIGIN, "bytes"]].merge(outcomes, on="record_id", how="left")
    if len(ledger) != len(raw) or ledger["state"].isna().any():
        raise ValueError("a record has no ledger state, or more than one")
    return _with_revisions(ledger, stories)


def _with_revisions(ledger: pd.DataFrame, stories: pd.DataFrame) -> pd.DataFrame:
    later = stories[stories["version"] > 1].set_index("article_id")
    revised = ledger["state"].eq("accepted") & ledger["article_id"].isin(later.index)
    versions = ledger.loc[revised, "article_id"].map(later["version"]).astype("Int64").astype(str)
    stories_of = ledger.loc[revised, "article_id"].map(later["story_id"])
    ledger.loc[revised, "reason"] = "version " + versions + " of story " + stories_of
    ledger.loc[revised, "state"] = "revision"
    return ledger
