"""How far annotators agree, beyond what chance would give them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

from tasks.review.labels import Label


def cohen(one: Sequence[str], other: Sequence[str]) -> float:
    """Cohen's kappa of two annotators over the same rows; 1 where both gave one label throughout.

    J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological
    Measurement 20 (1960).

    >>> round(cohen("yynnyy", "ynnnyy"), 3)
    0.667
    """
    size = len(one)
    same = sum(a == b for a, b in zip(one, other, strict=True)) / size
    first, second = Counter(one), Counter(other)
    chance = sum(first[label] * second[label] for label in first) / size**2
    return (same - chance) / (1 - chance) if chance < 1 else 1.0


def krippendorff(rows: Iterable[Sequence[str]]) -> float | None:
    """Krippendorff's alpha for names, any number of annotators, gaps allowed; None without pairs.

    rows: for each row the labels it was given. K. Krippendorff, "Computing Krippendorff's
    Alpha-Reliability" (2011), whose example with two annotators and two values this is:

    >>> pairs = zip("0100000010", "1110010000", strict=True)
    >>> round(krippendorff(pairs), 3)
    0.095
    """
    paired = [list(row) for row in rows]
    paired = [row for row in paired if len(row) > 1]
    values = Counter(label for row in paired for label in row)
    total = sum(values.values())
    if not total:
        return None
    differing = sum(
        sum(count * (len(row) - count) for count in Counter(row).values()) / (len(row) - 1)
        for row in paired
    )
    expected = sum(count * (total - count) for count in values.values()) / (total - 1)
    return 1 - differing / expected if expected else 1.0


def agreement(labels: Iterable[Label]) -> dict[str, Any]:
    """Cohen's kappa for each pair of annotators with rows in common, and Krippendorff's alpha.

    Keys: annotators (name → labels given), rows (read by more than one), pairs (a list of
    annotators, rows and kappa), alpha (null where no row was read twice). "?" is a label too.
    """
    given: dict[str, dict[str, str]] = defaultdict(dict)
    for each in labels:
        given[each.row][each.annotator] = each.label
    names = sorted({name for row in given.values() for name in row})
    pairs = []
    for one, other in combinations(names, 2):
        both = [(row[one], row[other]) for row in given.values() if one in row and other in row]
        if both:
            kappa = cohen(*zip(*both, strict=True))
            pairs.append({"annotators": [one, other], "rows": len(both), "kappa": kappa})
    return {
        "annotators": {name: sum(name in row for row in given.values()) for name in names},
        "rows": sum(len(row) > 1 for row in given.values()),
        "pairs": pairs,
        "alpha": krippendorff([list(row.values()) for row in given.values()]),
    }


def told(found: dict[str, Any]) -> str:
    """The agreement as lines for a person."""
    given = ", ".join(f"{name} {count}" for name, count in found["annotators"].items())
    lines = [f"labels    {given or 'none yet'}"]
    if found["alpha"] is None:
        return "\n".join([*lines, "agreement unknown: no row was read by two people"])
    for pair in found["pairs"]:
        who = " and ".join(pair["annotators"])
        lines.append(f"Cohen's kappa         {pair['kappa']:.3f}  {who}, {pair['rows']} rows")
    lines.append(
        f"Krippendorff's alpha  {found['alpha']:.3f}  {found['rows']} rows read twice or more"
    )
    return "\n".join(lines)
