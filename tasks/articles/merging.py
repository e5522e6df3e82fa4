"""The actors of a whole night from those its shards met."""

from collections.abc import Sequence

import pandas as pd

COLUMNS = ["actor_id", "name", "type", "aliases", "mentions"]


def merge_actors(shards: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """One row per actor, in order of id, over the frames of `actors` that the shards made.

    The name is the one behind most mentions, the type goes with it; aliases are all other forms.

    >>> one = pd.DataFrame([["p1", "Ada Holm", "PER", ["Holm"], 2]], columns=COLUMNS)
    >>> two = pd.DataFrame([["p1", "Ada B. Holm", "PER", [], 1]], columns=COLUMNS)
    >>> merge_actors([one, two]).values.tolist()
    [['p1', 'Ada Holm', 'PER', ['Ada B. Holm', 'Holm'], 3]]
    """
    met = pd.concat([pd.DataFrame(columns=COLUMNS), *shards], ignore_index=True)
    if met.empty:
        return met
    named = met.groupby(["actor_id", "name", "type"])["mentions"].sum().reset_index()
    named = named.sort_values(
        ["actor_id", "mentions", "name", "type"], ascending=[True, False, True, True]
    )
    merged = named.drop_duplicates("actor_id").reset_index(drop=True)
    forms: dict[str, set[str]] = {}
    for actor_id, name, aliases in zip(met["actor_id"], met["name"], met["aliases"], strict=True):
        forms.setdefault(actor_id, set()).update([name, *aliases])
    pairs = zip(merged["actor_id"], merged["name"], strict=True)
    merged["aliases"] = [sorted(forms[actor_id] - {name}) for actor_id, name in pairs]
    merged["mentions"] = (
        merged["actor_id"].map(met.groupby("actor_id")["mentions"].sum()).astype(int)
    )
    return merged[COLUMNS]
