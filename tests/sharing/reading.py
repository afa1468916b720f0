"""A reader of the Markdown file, driven by heading level and order alone."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from listening.model.vocabulary import Bond
from listening.sharing.markdown_text import parser, text_of, text_of_quote

if TYPE_CHECKING:
    from markdown_it.token import Token

Values = dict[str, list[str]]


@dataclass
class Part:
    """What stands under one heading, up to the next."""

    level: int
    heading: str
    quotes: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    values: Values = field(default_factory=dict)
    cells: list[str] = field(default_factory=list)


@dataclass
class Row:
    """One contribution, as read back."""

    prompt: str
    words: str | None
    paraphrase: str | None
    values: Values

    @property
    def captured(self) -> str:
        """How the words were taken down: verbatim where nothing is said of it."""
        return self.values.get("Captured", ["verbatim"])[0]

    @property
    def links(self) -> list[tuple[Bond, str]]:
        """What it is to other contributions, and their ids."""
        return [
            (bond, text.split(",")[0])
            for bond in Bond
            for text in self.values.get(bond.label.capitalize(), [])
        ]


@dataclass
class Read:
    """A whole file, as read back."""

    front: dict[str, Any]
    body: str
    parts: list[Part]

    @property
    def title(self) -> str:
        """Return the heading of level 1."""
        return self.parts[0].heading

    def under(self, heading: str) -> list[Part]:
        """Return the part of level 2 with this heading and all below it."""
        start = next(
            (n for n, part in enumerate(self.parts) if part.level == 2 and part.heading == heading),
            len(self.parts),
        )
        end = next(
            (n for n, part in enumerate(self.parts) if n > start and part.level <= 2),
            len(self.parts),
        )
        return self.parts[start:end]

    def rows(self) -> dict[str, Row]:
        """Return the contributions by their ids."""
        rows: dict[str, Row] = {}
        prompt = ""
        for part in self.under("Contributions"):
            if part.level == 3:
                prompt = part.heading
            elif part.level == 4:
                rows[part.heading.split(":")[0]] = _row(prompt, part)
        return rows

    def noted(self, heading: str) -> dict[str, Part]:
        """Return the commitments or the relations by their ids."""
        parts = self.under(heading)[1:]
        assert all(part.level == 3 for part in parts)
        return {part.heading.split(":")[0]: part for part in parts}


def _row(prompt: str, part: Part) -> Row:
    quotes = list(part.quotes)
    paraphrase = quotes.pop() if "In other words:" in part.paragraphs else None
    assert len(quotes) <= 1
    return Row(prompt, quotes[0] if quotes else None, paraphrase, part.values)


def read(text: str) -> Read:
    """Read a file that the program wrote."""
    opening, front, body = text.split("---\n", 2)
    assert opening == ""
    pairs = (line.split(": ", 1) for line in front.splitlines())
    return Read({key: json.loads(value) for key, value in pairs}, body[1:], _parts(body))


def _parts(body: str) -> list[Part]:
    parts: list[Part] = []
    tokens = parser().parse(body)
    for n, token in enumerate(tokens):
        if token.type == "heading_open":
            parts.append(Part(int(token.tag[1:]), text_of(tokens[n + 1])))
        elif token.type == "blockquote_open":
            parts[-1].quotes.append(text_of_quote(_until(tokens, n, "blockquote_close")))
        elif token.type == "list_item_open":
            _add_value(parts[-1].values, _until(tokens, n, "list_item_close"))
        elif token.type in ("th_open", "td_open"):
            parts[-1].cells.append(text_of(tokens[n + 1]))
        elif token.type == "paragraph_open" and token.level == 0:
            parts[-1].paragraphs.append(text_of(tokens[n + 1]))
    return parts


def _until(tokens: list[Token], start: int, kind: str) -> list[Token]:
    end = next(n for n in range(start, len(tokens)) if tokens[n].type == kind)
    return tokens[start + 1 : end]


def _add_value(values: Values, tokens: list[Token]) -> None:
    opening, inline, closing = tokens
    assert (opening.type, closing.type) == ("paragraph_open", "paragraph_close")
    label, _, value = text_of(inline).partition(": ")
    values.setdefault(label, []).append(value)
