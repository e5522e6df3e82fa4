"""Bars as plain elements with widths: Streamlit takes the brief's SVG out of what it shows.

Same names, meanings and classes as in tasks/brief/charts.py, so that one template may use either.
Numbers stand beside the bars as text; the drawing is hidden from screen readers, which read the text.
"""

from collections.abc import Sequence

from markupsafe import Markup


def bar(value: float, most: float, part: float | None = None) -> Markup:
    """A bar of `value` on a scale that ends at `most`; `part` of it is drawn solid.

    >>> str(bar(2, 4, 1)).count("width:25.0%")
    2
    """
    if part is None:
        return _drawing("parts", [_box("solid", value, most)])
    return _drawing("parts", [_box("solid", part, most), _box("whole", value - part, most)])


def diverging(against: float, favour: float, most: float) -> Markup:
    """Against to the left of a middle line, favour to the right, both on a scale to `most`."""
    half = Markup("<span>{}</span>")
    halves = [
        half.format(_box("against", against, most)),
        half.format(_box("favour", favour, most)),
    ]
    return _drawing("halves", halves)


def stacked(parts: Sequence[tuple[str, float]]) -> Markup:
    """One bar of several parts, each a class and a count, in their order; empty ones take no room."""
    total = sum(value for _, value in parts)
    return _drawing("parts", [_box(kind, value, total) for kind, value in parts if value])


def columns(values: Sequence[float], last: bool = True) -> Markup:
    """Upright bars side by side; of a history the `last` is solid, without it all are.

    >>> str(columns([1, 2])).count("<i")
    2
    """
    most, end = max(values, default=0), len(values) - 1
    kinds = ["whole" if last and place < end else "solid" for place in range(len(values))]
    return _drawing(
        "upright", [_box(k, v, most, "height") for k, v in zip(kinds, values, strict=True)]
    )


def _box(kind: str, value: float, most: float, side: str = "width") -> Markup:
    size = 100 * min(value / most, 1) if most else 0
    return Markup('<i class="{}" style="{}:{:.1f}%"></i>').format(kind, side, size)


def _drawing(kind: str, shapes: Sequence[Markup]) -> Markup:
    drawing = Markup('<span class="bar {}" aria-hidden="true">{}</span>')
    return drawing.format(kind, Markup("").join(shapes))
