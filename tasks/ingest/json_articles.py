"""Which articles a JSON value holds: in a list, in an envelope, or each under a key of its own."""

from collections.abc import Mapping
from typing import Any

from tasks.errors import UnreadableError
from tasks.ingest.columns import MAX_WRAPPERS, TEXTS, guess, is_address, wrapped

# Names under which exports wrap their list of articles.
ENVELOPES = ("articles", "items", "documents", "docs", "stories", "results", "records", "entries", "data", "rows", "response", "hits", "news")  # fmt: skip
MAX_ENVELOPES = 20
TOO_DEEP = "its JSON is nested too deep"
FEED = "application/feed+json"
# Fields that say something by themselves.
SAID = TEXTS | {"summary"}


def articles_in(value: Any, deep: int = 0) -> list[Any]:
    """The list of articles that a JSON value holds.

    >>> articles_in({"status": "ok", "articles": [{"title": "Rain"}]})
    [{'title': 'Rain'}]
    >>> articles_in({"articles": [{"title": "Rain"}], "more": [{"text": "Hail."}], "tags": [{}]})
    [{'title': 'Rain'}, {'text': 'Hail.'}]
    >>> articles_in({"7": {"title": "Rain", "text": "It fell."}, "8": {"text": "It stopped."}})
    [{'title': 'Rain', 'text': 'It fell.'}, {'text': 'It stopped.'}]
    >>> articles_in({"title": "Rain"})
    [{'title': 'Rain'}]
    """
    if deep > MAX_ENVELOPES:
        raise UnreadableError(TOO_DEEP)
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        raise UnreadableError("its JSON is neither an object nor a list")
    for name in ENVELOPES:
        inner = value.get(name)
        if isinstance(inner, list) and inner and isinstance(inner[0], dict):
            return inner + [
                item
                for other, more in value.items()
                if other != name and _are_articles(more)
                for item in more
            ]
        if isinstance(inner, dict) and any(isinstance(inner.get(key), list) for key in ENVELOPES):
            return articles_in(inner, deep + 1)
    return _keyed(value, MAX_WRAPPERS)


def articles_in_row(row: Any, options: Mapping[str, str]) -> list[Any] | None:
    """The articles of a row that is none itself but holds some, as a page of search results does.

    options: of the row's file; they may name the column of its text.

    >>> articles_in_row({"page": 1, "articles": [{"text": "Rain."}, {"text": "Hail."}]}, {})
    [{'text': 'Rain.'}, {'text': 'Hail.'}]
    >>> articles_in_row({"text": "Rain.", "articles": [{"text": "Hail."}]}, {}) is None
    True
    """
    if isinstance(row, dict) and _is_article(row, options):
        return None
    try:
        found = articles_in(row)
    except UnreadableError:
        # Whatever else it is, it stays the row that it came as.
        return None
    is_itself = len(found) == 1 and found[0] is row
    return None if is_itself or not any(_are_articles([item]) for item in found) else found


def _is_article(row: dict[str, Any], options: Mapping[str, str]) -> bool:
    # An object under the name of a text may be a whole article.
    plain = tuple(name for name, value in row.items() if not isinstance(value, dict))
    named = any(options.get(f"column-{field}") in plain for field in SAID)
    return named or bool(SAID & guess(plain).keys())


def _keyed(value: dict[str, Any], depth: int) -> list[Any]:
    """The articles that an object holds under names of their own, one beside the other; else itself."""
    names = dict.fromkeys(wrapped(value))
    if len(names) > 1:
        return [inner for name, inner in value.items() if name in names or _has_title(inner)]
    if depth:
        for name in ENVELOPES:
            inner = value.get(name)
            if isinstance(inner, dict) and len(found := _keyed(inner, depth - 1)) > 1:
                return found
            if isinstance(inner, dict) and not names and wrapped(inner):
                return [inner]
    return [value]


def _has_title(value: Any) -> bool:
    return isinstance(value, dict) and "title" in guess(tuple(value))


def _are_articles(value: Any) -> bool:
    """Whether a value is one more list of records: of objects with a text, not of tags or people."""
    first = value[0] if isinstance(value, list) and value else None
    return isinstance(first, dict) and bool({"text", "html"} & guess(tuple(first)).keys())


def with_feed(item: Any, feed: dict[str, Any]) -> Any:
    """An entry with its feed's name for its outlet, and its feed's language and authors, unless it has its own.

    An address may be said in its `id` alone, a date as that of its last change.

    >>> with_feed({"id": "https://post.example/a", "date_modified": "2026-03-02"}, {"title": "Harbour Post"})["url"]
    'https://post.example/a'
    """
    if not isinstance(item, dict):
        return item
    own = guess(tuple(name for name, value in item.items() if value))
    said = {
        "source": feed.get("title"),
        "language": feed.get("language"),
        "byline": feed.get("authors") or feed.get("author"),
        "url": item["id"] if is_address(str(item.get("id"))) else None,
        "published": item.get("date_modified"),
    }
    return item | {name: value for name, value in said.items() if value and name not in own}


def is_feed(value: Any) -> bool:
    """Whether a JSON value is a JSON Feed, which says its version by an address."""
    return isinstance(value, dict) and "jsonfeed.org" in str(value.get("version", ""))
