"""How well text can be told from what is behind it, by the formula of WCAG 2."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual.app import App

ENOUGH = 7.0
"""The contrast that every text of the app has at least (level AAA)."""

Rgb = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast of two colours: 1 for the same, 21 for black and white."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Rgb) -> float:
    """Return how bright a colour looks: 0 black, 1 white."""
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def faint_texts(app: App[Any]) -> list[str]:
    """Return what stands on the screen too faintly, with its contrast."""
    strips = app.screen._compositor.render_strips()
    return [
        f"{segment.text.strip()!r} {_contrast_of(segment.style):.2f}"
        for strip in strips
        for segment in strip
        if _is_read(segment) and _contrast_of(segment.style) < ENOUGH
    ]


def colours(app: App[Any]) -> Iterator[Style]:
    """Return the style of everything that stands on the screen."""
    for strip in app.screen._compositor.render_strips():
        yield from (segment.style for segment in strip if segment.style is not None)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _is_read(segment: Segment) -> bool:
    """Tell whether a segment holds letters or signs that mean something: no frames, no scrollbars."""
    return any(not char.isspace() and not "\u2500" <= char <= "\u25a0" for char in segment.text)


def _contrast_of(style: Style | None) -> float:
    assert style is not None
    assert style.color is not None
    assert style.bgcolor is not None
    assert not style.dim
    return contrast(tuple(style.color.get_truecolor()), tuple(style.bgcolor.get_truecolor()))
