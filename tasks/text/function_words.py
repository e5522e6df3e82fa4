"""Small words by what they do, from data/lexicons/function_words.csv."""

from tasks import lexicons


def words(kind: str) -> frozenset[str]:
    """The words of one kind.

    >>> "tonight" in words("time"), "while" in words("subordinator")
    (True, True)
    """
    return lexicons.of_kind("function_words", kind)
