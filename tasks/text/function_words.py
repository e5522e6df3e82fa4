"""Small words by what they do, from data/lexicons/function_words.csv."""

from functools import cache

from tasks import lexicons


@cache
def words(kind: str) -> frozenset[str]:
    """The words of one kind.

    >>> "tonight" in words("time"), "while" in words("subordinator")
    (True, True)
    """
    rows = lexicons.rows("function_words")
    return frozenset(row["word"] for row in rows if row["kind"] == kind)
