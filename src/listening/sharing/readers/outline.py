"""The outline of a Markdown file: what stands under each heading, with the lines where it stands.

The file may have been edited by hand, in any editor. What is plain is read as plain words; emphasis
and code typed into them stay as they were typed; what cannot be words is kept as a trouble.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from listening.model.brought import Trouble
from listening.model.text import sanitise
from listening.sharing.markdown_text import parser

if TYPE_CHECKING:
    from markdown_it.token import Token

_AS_TYPED = ("em_open", "em_close", "strong_open", "strong_close")


@dataclass(frozen=True, slots=True)
class Line:
    """Some words, and the line of the source in which they begin."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """One value of a list, under its label."""

    number: int
    label: str
    text: str


@dataclass(slots=True)
class Part:
    """What stands under one heading, up to the next."""

    level: int
    """From 1; 0 for what stands before the first heading."""
    heading: str
    line: int
    quotes: list[Line] = field(default_factory=list)
    paragraphs: list[Line] = field(default_factory=list)
    values: list[Labelled] = field(default_factory=list)
    tables: int = 0
    troubles: list[Trouble] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    """The kinds of its blocks, top to bottom: `quote`, or the words of a paragraph."""

    def every(self, label: str) -> tuple[Labelled, ...]:
        """Return all values under a label."""
        return tuple(each for each in self.values if each.label == label)

    def one(self, label: str) -> Labelled | None:
        """Return the last value under a label; None where there is none."""
        found = self.every(label)
        return found[-1] if found else None


class _NotWordsError(ValueError):
    """Something stands there that cannot be words."""


def outline(body: str, first_line: int) -> tuple[Part, ...]:
    """Return the parts of a text, in their order.

    Args:
        body: Markdown.
        first_line: the number of its first line in the source.
    """
    # A reference definition leaves no trace in what is parsed: words that look like one would be lost.
    tokens = parser().disable("reference").parse(body)
    parts = [Part(0, "", first_line)]
    for start, end in _blocks(tokens):
        _add(parts, tokens[start:end], first_line)
    return tuple(parts)


def _blocks(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield where each block of the outermost level begins and ends."""
    depth, start = 0, 0
    for place, token in enumerate(tokens):
        if depth == 0:
            start = place
        depth += token.nesting
        if depth == 0:
            yield start, place + 1


def _add(parts: list[Part], block: Sequence[Token], first_line: int) -> None:
    """Add one block to the part in which it stands; a heading begins a new part."""
    opening, line = block[0], first_line + (block[0].map or [0])[0]
    part = parts[-1]
    try:
        match opening.type:
            case "heading_open":
                parts.append(Part(int(opening.tag[1:]), _words(block[1]), line))
            case "blockquote_open":
                part.quotes.append(Line(line, _quote(block[1:-1])))
                part.order.append("quote")
            case "paragraph_open":
                part.paragraphs.append(Line(line, _words(block[1])))
                part.order.append(part.paragraphs[-1].text)
            case "bullet_list_open":
                _add_values(part, block[1:-1], first_line)
            case "table_open":
                part.tables += 1
            case _:
                part.troubles.append(Trouble(line, _CANNOT))
    except _NotWordsError:
        part.troubles.append(Trouble(line, _CANNOT))


_CANNOT = (
    "What stands here is neither a heading, a list nor a quote of plain words: write it as plain "
    "words, with “\\” before a mark that is meant as itself."
)


def _add_values(part: Part, items: Sequence[Token], first_line: int) -> None:
    for start, end in _blocks(items):
        item = items[start:end]
        line = first_line + (item[0].map or [0])[0]
        try:
            label, text = _labelled(item[1:-1])
        except _NotWordsError:
            part.troubles.append(Trouble(line, _CANNOT))
        else:
            part.values.append(Labelled(line, label, text))


def _labelled(tokens: Sequence[Token]) -> tuple[str, str]:
    """Return the label and the value of one item of a list."""
    if [token.type for token in tokens] != ["paragraph_open", "inline", "paragraph_close"]:
        raise _NotWordsError
    label, colon, text = _raw_words(tokens[1]).partition(":")
    if not colon:
        raise _NotWordsError
    return sanitise(label), sanitise(text.removeprefix(" "))


def _quote(tokens: Sequence[Token]) -> str:
    """Return the words of a quote, a blank line between its paragraphs."""
    paragraphs = []
    for token in tokens:
        if token.type == "inline":
            paragraphs.append(_raw_words(token))
        elif token.type not in ("paragraph_open", "paragraph_close"):
            raise _NotWordsError
    return sanitise("\n\n".join(paragraphs))


def _words(inline: Token) -> str:
    return sanitise(_raw_words(inline))


def _raw_words(inline: Token) -> str:
    return "".join(map(_piece, inline.children or ()))


def _piece(token: Token) -> str:
    """Return the words of one piece of a text."""
    if token.type in ("text", "html_inline"):
        return token.content
    if token.type == "hardbreak":
        return "\n"
    if token.type == "softbreak":
        # An editor that wraps long lines breaks them so: that is no break in what was said.
        return " "
    if token.type in _AS_TYPED:
        return token.markup
    if token.type == "code_inline":
        return f"{token.markup}{token.content}{token.markup}"
    raise _NotWordsError
