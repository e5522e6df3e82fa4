"""The labels a person may give, and what the tables call them."""

from tasks.schemas import RELATIONS, STANCES


def words(task: str) -> dict[str, str]:
    """Label on the sheet → label in the tables; of topics the live model's short names → codes."""
    if task == "topics":
        # Deferred: opening the model's weights takes a while, and other tasks do without.
        from tasks.models.topics import live

        return {row["short"]: row["code"] for row in live().classes}
    return {label: label for label in (STANCES if task == "stance" else RELATIONS)}
