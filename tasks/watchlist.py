"""What a user follows: targets with their aliases, and claims, from one TOML file.

[[targets]]
id = "truce"
name = "the ceasefire"
aliases = ["the truce", "ceasefire deal"]

[[claims]]
id = "c1"
text = "The dam will be finished this year"
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tasks.errors import UserError


@dataclass(frozen=True)
class Target:
    """Someone or something a stance may be toward, by the names it goes by."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Claim:
    """A statement that articles are held against."""

    id: str
    text: str


@dataclass(frozen=True)
class Watchlist:
    """The targets and claims of one desk; both may be empty."""

    targets: tuple[Target, ...] = ()
    claims: tuple[Claim, ...] = ()


def read(path: Path) -> Watchlist:
    """The watchlist in `path`, empty where there is no such file; UserError where it is wrong."""
    if not path.exists():
        return Watchlist()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        _known("the watchlist", data, {"targets", "claims"})
        for name, rows in data.items():
            if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
                raise ValueError(f"write [[{name}]] above each entry")
        targets = tuple(_target(row) for row in data.get("targets", []))
        claims = tuple(_claim(row) for row in data.get("claims", []))
        _told_apart([row.id for row in targets])
        _told_apart([row.id for row in claims])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(f"{path}: not a watchlist ({error}); see docs/watchlist.md") from error
    return Watchlist(targets, claims)


def _target(row: dict[str, Any]) -> Target:
    _known("a target", row, {"id", "name", "aliases"})
    aliases = row.get("aliases", [])
    if not isinstance(aliases, list) or not all(isinstance(a, str) and a.strip() for a in aliases):
        raise ValueError('write aliases as a list, such as ["the truce"]')
    return Target(_said(row, "id"), _said(row, "name"), tuple(aliases))


def _claim(row: dict[str, Any]) -> Claim:
    _known("a claim", row, {"id", "text"})
    return Claim(_said(row, "id"), _said(row, "text"))


def _known(what: str, table: dict[str, Any], names: set[str]) -> None:
    unknown = sorted(set(table) - names)
    if unknown:
        raise ValueError(
            f"{what} has {', '.join(sorted(names))}; nothing reads {', '.join(unknown)}"
        )


def _said(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"each entry needs a {key}, in quotation marks")
    return value


def _told_apart(ids: list[str]) -> None:
    for name in ids:
        if ids.count(name) > 1:
            raise ValueError(f"the id {name} stands twice")
