"""Bars as inline SVG: the page needs no script, no font and no file beside it.

Each takes counts and gives a stretching `<svg>`; colours are the classes of brief.css, so that
they follow light, dark and paper. Numbers stand beside the bars as text, and the drawing is
hidden from screen readers, which read the text.
"""

from collections.abc import Sequence

from markupsafe import Markup

_WIDE, _HIGH = 1000, 20


def bar(value: float, most: float, part: float | None = None) -> Markup:
    """A bar of `value` on a scale that ends at `most`; `part` of it is drawn solid.

    >>> 'width="500"' in bar(2, 4)
    True
    """
    shapes = [_box(0, _scaled(value, most), "whole" if part is not None else "solid")]
    if part is not None:
        shapes.append(_box(0, _scaled(part, most), "solid"))
    return _drawing(shapes)


def diverging(against: float, favour: float, most: float) -> Markup:
    """Against to the left of a middle line, favour to the right, both on a scale to `most`."""
    middle = _WIDE / 2
    left, right = _scaled(against, most) / 2, _scaled(favour, most) / 2
    line = Markup('<line class="axis" x1="{0}" x2="{0}" y1="0" y2="{1}"/>').format(
        _number(middle), _HIGH
    )
    return _drawing([_box(middle - left, left, "against"), _box(middle, right, "favour"), line])


def stacked(parts: Sequence[tuple[str, float]]) -> Markup:
    """One bar of several parts, each a class and a count, in their order; empty ones take no room."""
    total = sum(value for _, value in parts)
    shapes, at = [], 0.0
    for kind, value in parts:
        width = _scaled(value, total)
        shapes.append(_box(at, width, kind))
        at += width
    return _drawing(shapes)


def columns(values: Sequence[float], last: bool = True) -> Markup:
    """Upright bars side by side; of a history the `last` is solid, of a day's hours all are.

    >>> str(columns([1, 2])).count("<rect")
    2
    """
    most = max(values, default=0)
    step = _WIDE / max(len(values), 1)
    shapes = []
    for place, value in enumerate(values):
        high = _HIGH * value / most if most else 0
        kind = "whole" if last and place < len(values) - 1 else "solid"
        shapes.append(_rect(place * step + step * 0.1, _HIGH - high, step * 0.8, high, kind))
    return _drawing(shapes)


def _scaled(value: float, most: float) -> float:
    return _WIDE * min(value / most, 1) if most else 0


def _box(start: float, width: float, kind: str) -> Markup:
    return _rect(start, 0, width, _HIGH, kind)


def _rect(left: float, top: float, width: float, height: float, kind: str) -> Markup:
    shape = Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>')
    return shape.format(kind, *map(_number, (left, top, width, height)))


def _drawing(shapes: Sequence[Markup]) -> Markup:
    svg = Markup(
        '<svg class="bar" viewBox="0 0 {} {}" preserveAspectRatio="none" aria-hidden="true">'
    )
    return svg.format(_WIDE, _HIGH) + Markup("").join(shapes) + Markup("</svg>")


def _number(value: float) -> str:
    """A coordinate to one decimal, so that the same night draws the same bytes.

    >>> _number(33.333), _number(500.0)
    ('33.3', '500')
    """
    return f"{value:.1f}".removesuffix(".0")
