"""The labels a person may give, and what the tables call them."""

from collections.abc import Iterable
from functools import cache

from tasks import lexicons
from tasks.errors import UserError
from tasks.schemas import RELATIONS, STANCES


def words(task: str, model_id: str | None = None, told: Iterable[str] = ()) -> dict[str, str]:
    """Label on the sheet → label in the tables; of topics the short names of a model → its codes.

    model_id: the model that judged the row, whose taxonomy need not be the live one's. told: the
    codes that it told on the desk, which stand for its taxonomy where it is not here any more.
    """
    if task == "topics":
        return _topics(model_id or "", tuple(told))
    return {label: label for label in (STANCES if task == "stance" else RELATIONS)}


@cache
def _topics(model_id: str, told: tuple[str, ...]) -> dict[str, str]:
    # Deferred: the models' libraries take a while to import, and other tasks do without.
    from tasks.models.catalogue import card

    version = model_id.partition("/")[2] or None
    try:
        classes = card("topics", version)["settings"]["classes"]
    except UserError:
        if version is None:
            raise
        own = {code: code for code in told if not code.startswith("medtop:")}
        return own or {
            row["short"]: row["code"]
            for row in lexicons.rows("media_topics")
            if row["level"] == "1"
        }
    return {row["short"]: row["code"] for row in classes}
