"""Judging one shard: topics, stances and claims, each by its live model.

This is where a sentence's stance is decided: `tasks.models.stance.judge`.
"""

import pandas as pd

from tasks.models import claims, stance, topics
from tasks.watchlist import Watchlist


def classify(
    articles: pd.DataFrame,
    segments: pd.DataFrame,
    quotes: pd.DataFrame,
    mentions: pd.DataFrame,
    actors: pd.DataFrame,
    pronouns: pd.DataFrame,
    watchlist: Watchlist,
) -> dict[str, pd.DataFrame]:
    """The frames of `topics`, `stances` and `claims` for one shard's articles."""
    return {
        "topics": topics.judge(articles, segments),
        "stances": stance.judge(articles, segments, quotes, mentions, actors, pronouns, watchlist),
        "claims": claims.judge(articles, segments, watchlist),
    }
