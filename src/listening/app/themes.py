"""Two themes of high contrast, dark and light, and one without any colour.

Every text stands at least 7:1 against what is behind it (WCAG 2, level AAA), which none of Textual's
own themes reaches everywhere; a test works it out. The words of people are the brightest thing on
the screen, what surrounds them is quieter. State is never told by colour alone.
"""

from __future__ import annotations

from pathlib import Path

from textual.theme import Theme

DARK = "listening-dark"
"""The name of the dark theme."""

LIGHT = "listening-light"
"""The name of the light theme."""

PLAIN = "listening-plain"
"""The name of the theme for people who ask for no colours: the terminal's own two."""


READABLE = Path(__file__).with_name("readable.tcss")
"""The style sheet which makes Textual's own widgets use the themes' colours; the app loads it first."""

_THEIR_OWN = "ansi_default"
_COLOURED = (
    *("ansi-background", "ansi-foreground"),
    *("text-muted", "text-disabled", "foreground-muted", "background-muted"),
    *(
        "primary-muted",
        "secondary-muted",
        "warning-muted",
        "error-muted",
        "success-muted",
        "accent-muted",
    ),
    *("block-cursor-foreground", "block-cursor-background", "border", "border-blurred"),
    *("scrollbar", "scrollbar-hover", "scrollbar-active", "scrollbar-background"),
    *("scrollbar-background-hover", "scrollbar-background-active"),
    *("link-background-hover", "link-color", "link-color-hover", "footer-key-foreground"),
    *("input-selection-background", "screen-selection-background", "screen-selection-foreground"),
    *(f"markdown-h{level}-color" for level in range(1, 7)),
)
_PLAIN_VARIABLES = {
    **dict.fromkeys(_COLOURED, _THEIR_OWN),
    "block-cursor-text-style": "bold reverse",
    "block-cursor-blurred-text-style": "bold",
    "input-cursor-text-style": "reverse",
    "button-focus-text-style": "bold reverse",
    "link-style-hover": "bold reverse",
}


def themes() -> tuple[Theme, ...]:
    """Return the themes of the app, to be registered with it."""
    return (_dark(), _light(), _plain())


def first_theme(*, no_color: bool) -> str:
    """Return the name of the theme to begin with."""
    return PLAIN if no_color else DARK


def _dark() -> Theme:
    return Theme(
        name=DARK,
        primary="#8fc7ff",
        secondary="#a9d5c3",
        warning="#ffd479",
        error="#ffb3ad",
        success="#a8e6a3",
        accent="#ffd479",
        foreground="#f2f2ee",
        background="#101214",
        surface="#171a1d",
        panel="#1d2125",
        dark=True,
        variables=_variables(
            ink="#f2f2ee", quiet="#b9c0c6", paper="#101214", panel="#1d2125", mark="#8fc7ff"
        ),
    )


def _light() -> Theme:
    return Theme(
        name=LIGHT,
        primary="#0b3d6b",
        secondary="#1d4f3f",
        warning="#5c3d00",
        error="#7d1212",
        success="#14491a",
        accent="#5c3d00",
        foreground="#14171a",
        background="#fbfaf7",
        surface="#f4f2ed",
        panel="#eae7e0",
        dark=False,
        variables=_variables(
            ink="#14171a", quiet="#3f474d", paper="#fbfaf7", panel="#eae7e0", mark="#0b3d6b"
        ),
    )


def _plain() -> Theme:
    return Theme(
        name=PLAIN,
        primary=_THEIR_OWN,
        ansi=True,
        variables=_PLAIN_VARIABLES,
    )


def _variables(*, ink: str, quiet: str, paper: str, panel: str, mark: str) -> dict[str, str]:
    """Return what Textual would else work out for itself, and make too faint.

    Ink is for words, quiet for what surrounds them, paper and panel lie behind, the mark shows where
    somebody is.
    """
    return {
        "text": ink,
        "text-muted": quiet,
        "text-disabled": quiet,
        "foreground-muted": quiet,
        "foreground-disabled": quiet,
        "block-cursor-foreground": paper,
        "block-cursor-background": mark,
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-foreground": ink,
        "block-cursor-blurred-background": panel,
        "block-cursor-blurred-text-style": "bold",
        "block-hover-background": panel,
        "border": mark,
        "border-blurred": quiet,
        "scrollbar": quiet,
        "scrollbar-hover": mark,
        "scrollbar-active": mark,
        "scrollbar-background": panel,
        "footer-foreground": ink,
        "footer-background": panel,
        "footer-key-foreground": mark,
        "footer-description-foreground": ink,
        "input-cursor-background": ink,
        "input-cursor-foreground": paper,
        "input-selection-background": mark,
        "input-selection-foreground": paper,
        "screen-selection-background": mark,
        "screen-selection-foreground": paper,
        "link-color": mark,
        "link-color-hover": paper,
        "link-background-hover": mark,
        "button-foreground": ink,
        "button-color-foreground": paper,
        "button-focus-text-style": "bold reverse",
    }
