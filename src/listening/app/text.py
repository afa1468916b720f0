"""The one way on which words of other people reach the screen.

Textual reads a plain `str` as markup almost everywhere, and passes escape sequences on to the
terminal. So words that people, files or other programs wrote are never handed over as `str`: they
go through `plain` (or `parts`) to a widget, through `cell` into a table, through `tell` to a toast.
"""

from __future__ import annotations

import re
from typing import Literal, Protocol

from rich.text import Text
from textual.content import Content

_HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f"  # controls but the newline
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks that turn the direction of writing
    "\u2028\u2029\ufeff\ufff9-\ufffb"  # line ends, byte order mark, annotations
    "\ud800-\udfff\U000e0000-\U000e007f]"  # lone surrogates, invisible tags
)
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\x85]")
_STAND_IN = "\ufffd"

Severity = Literal["information", "warning", "error"]
"""How much a toast matters, in Textual's words."""


class Notifier(Protocol):
    """Whatever shows toasts: an app, a screen or a widget."""

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: Severity = "information",
        markup: bool = True,
    ) -> None:
        """Show a toast."""


def visible(text: str) -> str:
    """Return the text with nothing in it that a terminal would act on.

    Line ends become newlines and tabs spaces; every other control character, mark of direction or
    invisible tag is shown as “�”. The sanitiser has taken such characters out of all that was
    saved; this is for what came another way.
    """
    if text.isprintable():
        return text
    return _HIDDEN.sub(_STAND_IN, _LINE_ENDS.sub("\n", text).replace("\t", " "))


def plain(text: str, style: str = "") -> Content:
    """Return the words letter by letter, as something that a widget shows without reading markup."""
    return Content.styled(visible(text), style) if style else Content(visible(text))


def parts(*pieces: str | tuple[str, str], between: str = "") -> Content:
    """Return one line of pieces: words alone, or words with a style such as `("9 of 20 min", "dim")`.

    Empty pieces are left out, with the text that would have stood beside them.
    """
    contents = [plain(piece) if isinstance(piece, str) else plain(*piece) for piece in pieces]
    return Content(between).join([content for content in contents if content])


def cell(text: str, style: str = "") -> Text:
    """Return the words for the cell of a table or the label of a tree."""
    return Text(visible(text), style=style)


def tell(notifier: Notifier, sentence: str, severity: Severity = "information") -> None:
    """Show a sentence as a toast, letter by letter."""
    notifier.notify(visible(sentence), severity=severity, markup=False)
