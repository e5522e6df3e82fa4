"""What the queries of sql/brief say about one night: plain rows, ready to be shown."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tasks.config import SQL
from tasks.schemas import LEDGER_STATES
from tasks.warehouse import open_views

Row = dict[str, Any]
_CONTESTED, _SINGLE = 8, 12


@dataclass(frozen=True)
class Target:
    """A target with the sentences for it and against it; counts are independent origins.

    story: the headline that says which plan "the plan" is; None where the target has an id.
    """

    name: str
    story: str | None
    favour: int
    against: int
    holders: int
    articles: int
    sentences: dict[str, list[Row]]

    def shown(self) -> list[Row]:
        """Every sentence of the target, those against first."""
        return [*self.sentences["against"], *self.sentences["favour"]]


@dataclass(frozen=True)
class ClaimCase:
    """A watched claim with what the night's pieces make of it, by relation."""

    text: str
    relations: dict[str, Row]

    def pieces(self, relation: str) -> int:
        """Independent pieces that stand in `relation` to the claim."""
        return int(self.relations[relation]["origins"]) if relation in self.relations else 0

    def shown(self) -> list[Row]:
        """The relations that have a sentence to show, the contested ones first."""
        order = ("disagree", "agree", "discuss")
        found = [self.relations[relation] for relation in order if relation in self.relations]
        return [row for row in found if row["best_evidence"]]


@dataclass(frozen=True)
class Facts:
    """A night as the brief tells it. `rows[name]` is the answer of sql/brief/<name>.sql.

    contested: targets with two sentences or more. single: the only sentences on the others.
    """

    day: date
    rows: dict[str, list[Row]]
    night: Row
    contested: list[Target] = field(default_factory=list)
    single: list[Row] = field(default_factory=list)
    claims: list[ClaimCase] = field(default_factory=list)
    states: dict[str, int] = field(default_factory=dict)

    @property
    def most_pieces(self) -> int:
        """The largest count of pieces on either side of a contested target, at least 1."""
        return max([1, *(max(target.favour, target.against) for target in self.contested)])


def gather(root: Path, day: date, sql: Path = SQL) -> Facts:
    """Ask every query of sql/brief about `day` in the tables below `root`."""
    rows: dict[str, list[Row]] = {}
    with open_views(root) as views:
        views.execute(f"set variable day = date '{day:%Y-%m-%d}'").fetchall()
        for path in sorted(sql.glob("brief/*.sql")):
            answer = views.sql(path.read_text(encoding="utf-8"))
            names = answer.columns
            rows[path.stem] = [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
    targets = _targets(rows["targets"], rows["stances"])
    counted = {row["state"]: row["records"] for row in rows["states"]}
    return Facts(
        day=day,
        rows=rows,
        night=rows["night"][0] if rows["night"] else _no_night(),
        contested=[target for target in targets if len(target.shown()) > 1][:_CONTESTED],
        single=[row for target in targets if len(target.shown()) == 1 for row in target.shown()][
            :_SINGLE
        ],
        claims=_claims(rows["claims"]),
        states={state: counted.get(state, 0) for state in LEDGER_STATES},
    )


def _targets(targets: list[Row], stances: list[Row]) -> list[Target]:
    sentences: dict[str, dict[str, list[Row]]] = defaultdict(lambda: {"favour": [], "against": []})
    for row in stances:
        sentences[row["target_key"]][row["label"]].append(row)
    return [
        Target(
            row["target"], row["story"], row["favour"], row["against"], row["holders"], row["articles"],
            sentences[row["target_id"]],
        )
        for row in targets
    ]  # fmt: skip


def _claims(rows: list[Row]) -> list[ClaimCase]:
    claims: dict[str, ClaimCase] = {}
    for row in rows:
        claim = claims.setdefault(row["claim_id"], ClaimCase(row["claim"], {}))
        claim.relations[row["relation"]] = row
    return list(claims.values())


def _no_night() -> Row:
    names = (
        "records", "kept", "repeated", "refused", "articles", "origins", "outlets", "languages",
        "words", "quotes", "stances", "plain_stances",
    )  # fmt: skip
    return {**dict.fromkeys(names, 0), "articles_before": None, "day_before": None}
