"""The words of offices as they are compared: "Gov." is a governor, "French" is of France."""

import re
from functools import cache, lru_cache

from tasks import lexicons
from tasks.articles.people import actor_words
from tasks.articles.roles import is_role

_PIECE = re.compile(r" (?:of|at|for|in|from|to|with|on|who)\b| and |,")
ARTICLES = frozenset(["the", "a", "an", "and", "or", "of", "for", "in", "at", "s", "'s", "’s"])


@lru_cache(maxsize=1 << 12)
def heads(role: str) -> frozenset[str]:
    """What somebody is by a role, without whose and where.

    >>> sorted(heads("U.S. Sen.")), sorted(heads("founder and chief executive of Tarn Oil"))
    (['senator'], ['executive', 'founder'])
    """
    found = set()
    for piece in _PIECE.split(role):
        words = _words(piece)
        if words and (is_role(words[-1]) or words[-1].capitalize() in actor_words("title")):
            found.add(one(words[-1]))
    return frozenset(found)


def _words(text: str) -> list[str]:
    return [
        word.strip(".'’\"()")
        for word in text.lower().replace("-", " ").split()
        if word.strip(".'’\"()")
    ]


@lru_cache(maxsize=1 << 12)
def told_by(role: str) -> frozenset[str]:
    """The words of a role that tell something, each as it is compared."""
    found = frozenset[str]()
    for word in _words(role.replace(",", " ")):
        word = word.removesuffix("'s").removesuffix("’s")
        if word not in ARTICLES:
            found |= same(word)
    return found


def one(word: str) -> str:
    """The word that an office goes by here: "Gov." is a governor.

    >>> one("gov."), one("mayor")
    ('governor', 'mayor')
    """
    word = word.rstrip(".")
    return _names().get(word, word).rpartition(" ")[2]


def same(word: str) -> frozenset[str]:
    """The words that one stands for: of a people their country, of "PM" both.

    >>> sorted(same("french")), sorted(same("pm"))
    (['france'], ['minister', 'prime'])
    """
    word = word.rstrip(".")
    return frozenset(_lands().get(word) or _names().get(word, word).split())


@cache
def called(head: str) -> list[str]:
    """The other words for an office."""
    return [word for word in _names() if one(word) == head]


@cache
def _names() -> dict[str, str]:
    return {row["word"]: row["means"] for row in lexicons.rows("offices") if row["kind"] == "same"}


@cache
def wider() -> dict[str, dict[str, frozenset[str]]]:
    """The offices that a word may mean besides its own, by kind of word."""
    found: dict[str, dict[str, frozenset[str]]] = {"wider": {}, "of_country": {}}
    for row in lexicons.rows("offices"):
        if row["kind"] in found:
            found[row["kind"]][row["word"]] = frozenset(row["means"].split("|"))
    return found


@cache
def lesser() -> frozenset[str]:
    """Words that make an office another one wherever they stand."""
    return lexicons.of_kind("offices", "lesser")


@cache
def parted() -> dict[str, list[str]]:
    """The offices that a word before them makes others: an attorney general is no general."""
    rows = lexicons.rows("offices")
    return {one(row["word"]): row["means"].split("|") for row in rows if row["kind"] == "before"}


def is_land(word: str) -> bool:
    """Whether a word, in small letters, is a country or one of its people."""
    return word in _lands()


@cache
def countries() -> frozenset[str]:
    """All countries, in small letters."""
    return frozenset(country for one in _lands().values() for country in one)


@cache
def _lands() -> dict[str, list[str]]:
    """The words of countries, their peoples and their short forms, with the country."""
    found: dict[str, list[str]] = {}
    for row in lexicons.rows("countries"):
        country = "Britain" if row["country"] == "United Kingdom" else row["country"]
        for name in (row["country"], *row["also"].split("|"), *row["demonyms"].split("|")):
            if name and " " not in name:
                found[name.lower().rstrip(".")] = [country.lower()]
    return found
