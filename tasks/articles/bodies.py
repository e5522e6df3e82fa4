"""Organisations of an article: acronyms, firms known by their first word, names listed as bodies."""

from collections.abc import Iterable
from functools import cache

from tasks import lexicons
from tasks.articles.people import Form

# Two letters stand for too many things.
_LETTERS = 3


class Bodies:
    """The organisations of one article by their initials and by their first words."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._initials: dict[str, str] = {}
        self._first: dict[str, str] = {}
        for form in dict.fromkeys(forms):
            large = [word for word in form if word[:1].isupper()]
            if len(large) > 1:
                name = " ".join(form)
                self._initials.setdefault("".join(word[0] for word in large), name)
                self._first.setdefault(form[0], name)

    def whole(self, form: Form) -> str:
        """The name in full that an acronym of the article stands for.

        >>> Bodies([("Tarn", "Port", "Authority")]).whole(("T.P.A.",))
        'Tarn Port Authority'
        """
        name = " ".join(form)
        letters = name.replace(".", "")
        if not letters.isupper() or len(letters) < _LETTERS:
            return name
        return name if name in _bodies() else self._initials.get(letters, name)

    def named_after(self, form: Form) -> str | None:
        """The organisation that a single word of the article is the beginning of."""
        return self._first.get(form[0]) if len(form) == 1 else None


def settled(name: str, type_: str) -> str:
    """ORG for a listed organisation, so that it is one actor wherever it is read."""
    return "ORG" if name in _bodies() else type_


@cache
def _bodies() -> frozenset[str]:
    """Organisations that are nothing else."""
    rows = lexicons.rows("organisations")
    places = {row["place"] for row in lexicons.rows("places")}
    people = lexicons.column("surnames", "surname") | lexicons.column("given_names", "name")
    return frozenset(row["name"] for row in rows if row["kind"] != "head") - places - people
