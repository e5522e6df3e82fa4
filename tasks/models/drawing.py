"""Curves as SVG that stands alone: no script, no font, no library, the same bytes for the same numbers."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

Points = Sequence[tuple[float, float]]
_SIDE, _LEFT, _TOP, _GAP, _ROW = 200, 46, 34, 70, 270
_STYLE = (
    "text{font:12px sans-serif;fill:#444}.head{font-weight:600;fill:#222}.grid{stroke:#ddd}"
    ".ideal{stroke:#999;stroke-dasharray:4 3;fill:none}.curve{stroke:#33526e;stroke-width:2;fill:none}"
    ".dot{fill:#33526e;fill-opacity:.75}.floor{fill:#fff}"
)


def pictures(rows: Sequence[tuple[str, Sequence[tuple[float, float, float]], Points]]) -> str:
    """An SVG with two panels a row: reliability and coverage–accuracy.

    rows: title, reliability (confidence, accuracy, share of rows: the size of the dot), coverage
    (share of rows kept, the surest first; share of them that are right). All lie in [0, 1].

    >>> pictures([("dev", [(0.9, 0.8, 1.0)], [(0.5, 0.9), (1.0, 0.8)])]).count("<circle")
    1
    """
    parts = [
        part
        for number, (title, reliability, coverage) in enumerate(rows)
        for part in _row(number * _ROW, title, reliability, coverage)
    ]
    wide, high = 2 * (_SIDE + _GAP) + _LEFT - 20, len(rows) * _ROW
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" '
        f'height="{high}" role="img"><style>{_STYLE}</style>'
        f'<rect class="floor" width="{wide}" height="{high}"/>'
    )
    return "\n".join([opening, *parts, "</svg>"]) + "\n"


def _row(
    top: int, title: str, reliability: Sequence[tuple[float, float, float]], coverage: Points
) -> list[str]:
    left, right, top = _LEFT, _LEFT + _SIDE + _GAP, top + _TOP
    dots = [
        f'<circle class="dot" cx="{_x(left, sure)}" cy="{_y(top, true)}" r="{2 + 9 * share**0.5:.1f}"/>'
        for sure, true, share in reliability
    ]
    ideal = f'<path class="ideal" d="{_path(left, top, [(0, 0), (1, 1)])}"/>'
    curve = f'<path class="curve" d="{_path(right, top, coverage)}"/>'
    return [
        f'<text class="head" x="{left}" y="{top - 14}">{escape(title)}: reliability</text>',
        *_frame(left, top, "confidence", "right"),
        ideal,
        *dots,
        f'<text class="head" x="{right}" y="{top - 14}">the surest first</text>',
        *_frame(right, top, "share of rows kept", "right"),
        curve,
    ]


def _frame(left: int, top: int, across: str, up: str) -> list[str]:
    lines = []
    for mark in (0, 0.25, 0.5, 0.75, 1):
        x, y = _x(left, mark), _y(top, mark)
        lines.append(f'<line class="grid" x1="{left}" x2="{left + _SIDE}" y1="{y}" y2="{y}"/>')
        lines.append(
            f'<text x="{left - 6}" y="{float(y) + 4:.1f}" text-anchor="end">{mark:g}</text>'
        )
        lines.append(f'<text x="{x}" y="{top + _SIDE + 15}" text-anchor="middle">{mark:g}</text>')
    middle = left + _SIDE // 2
    lines.append(f'<text x="{middle}" y="{top + _SIDE + 30}" text-anchor="middle">{across}</text>')
    turned = f"rotate(-90 {left - 34} {top + _SIDE // 2})"
    lines.append(f'<text x="{left - 34}" y="{top + _SIDE // 2}" transform="{turned}">{up}</text>')
    return lines


def _path(left: int, top: int, points: Points) -> str:
    return "M" + " L".join(f"{_x(left, x)} {_y(top, y)}" for x, y in points) if points else ""


def _x(left: int, value: float) -> str:
    return f"{left + _SIDE * value:.1f}"


def _y(top: int, value: float) -> str:
    return f"{top + _SIDE * (1 - value):.1f}"
