"""Words of other people as CommonMark that reads back letter by letter.

Whatever somebody said, it can never become a heading, a list, a link or any other structure of
the file that quotes it. Ordinary speech comes out as it was said; only marks that some Markdown
reader would act on are escaped. What is written here is read back exactly by the CommonMark
presets of markdown-it and, beyond the standard, is kept from the extensions of other readers
(e-mail and web links, emoji names, citations, highlights, formulas, definition lists).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""Controls and lone surrogates: no Markdown file can hold them, and a terminal could obey them."""

_MARK = re.compile(
    r"""
      [\\`*_\[\]<~|$^{}]                                # emphasis, code, links, HTML, formulas
    | &(?=\#?\w+;)                                      # an entity
    | (?<![\w&])\#                                      # a tag, or the end of a heading
    | @(?=\S)                                           # a citation, a mention, an e-mail address
    | ([=%:])(?=\1)                                     # ==highlight==, %%hidden%%, ::: block
    | :(?=(?:[A-Za-z][\w+-]*|[+-]1|100|1234|8ball):)    # :emoji:
    | (?<=[A-Za-z]):(?=\S)                              # http:, mailto: and their kin
    | (?<!:)/(?=/)                                      # //host
    | (?<=[wW]{3})\.                                    # www.
    | (?<=[^\s.])\.(?=[^\W\d_]{2})                      # host.org
    """,
    re.VERBOSE,
)
"""A character that would be read as markup where it stands, in some reader."""

_LINE_START = re.compile(
    r"""
      (?=[>\-+=:%])                                                   # quote, list, underline …
    | (?<=^)\(?(?:\d+|[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+)(?=[.)](?:\s|$))  # 1.  2)  (a)  iv.
    """,
    re.VERBOSE,
)
"""What stands before a mark that means something at the start of a line alone."""

_EDGE_BLANKS = "\u200b\ufeff"
"""Blanks that Python does not call a space, and that readers trim all the same."""


def quote(text: str) -> list[str]:
    """Return `text` as the lines of a block quote, none of which can leave the quote."""
    blocks = [_paragraph(block) for block in _blocks(text)]
    lines = [line for block in blocks for line in ("", *block)][1:]
    return [f"> {line}" if line else ">" for line in lines or [""]]


def inline(text: str) -> str:
    """Return `text` as one line, for a heading or for the value of a list item."""
    return "&#10;".join(_line(line) for line in text.split("\n"))


def item(label: str, text: str) -> list[str]:
    """Return `- label: text` as the lines of one list item."""
    body = text.rstrip("\n")
    first, *more = body.split("\n")
    lines = [
        f"- {inline(label)}: {_line(first)}",
        *(f"  {_at_start(_line(each))}" for each in more),
    ]
    return _broken(lines, ends=len(text) - len(body))


def cell(text: str) -> str:
    """Return `text` as one line for a cell of a pipe table."""
    return inline(text).replace("\\\\", "&#92;").replace("\\|", "&#124;")


def _blocks(text: str) -> list[str]:
    """Split `text` where one blank line stands; further blank lines open the next block."""
    body = text.rstrip("\n")
    blocks = re.split(r"(?<=[^\n])\n\n", body) if body else []
    after = text[len(body) :]
    return [*blocks[:-1], (blocks[-1] if blocks else "") + after] if text else []


def _paragraph(block: str) -> list[str]:
    """Return the lines of one paragraph of a quote."""
    body = block.rstrip("\n")
    lines = [_at_start(_line(line)) for line in body.split("\n")]
    return _broken(lines, ends=len(block) - len(body))


def _broken(lines: list[str], ends: int) -> list[str]:
    """Return lines with a final backslash for each break, and so many line ends after the last."""
    return [f"{line}\\" for line in lines[:-1]] + [lines[-1] + "&#10;" * ends]


def _line(line: str) -> str:
    """Escape one line for any place but the start of a line of the file."""
    safe = _UNWRITABLE.sub("\ufffd", line)
    first = safe[:1] if _is_blank(safe[:1]) else ""
    rest = safe[len(first) :]
    last = rest[-1:] if _is_blank(rest[-1:]) or rest.endswith("\\") else ""
    body = _MARK.sub(r"\\\g<0>", rest[: len(rest) - len(last)])
    body = body.replace("\t", "&#9;").replace("\r", "&#13;")
    return _entity(first) + body + _entity(last)


def _at_start(line: str) -> str:
    """Escape what would open a block, in an escaped line that starts a line of the file."""
    found = _LINE_START.match(line)
    return f"{found[0]}\\{line[found.end() :]}" if found else line


def _is_blank(character: str) -> bool:
    """Tell whether `character` would be trimmed at the edge of a line."""
    return character.isspace() or (character != "" and character in _EDGE_BLANKS)


def _entity(character: str) -> str:
    """Return a character as a numeric entity; of nothing, nothing."""
    return f"&#{ord(character)};" if character else ""


def parser() -> MarkdownIt:
    """Return the reader of what is written here: CommonMark and pipe tables, nothing else."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table")


def text_of(inline_token: Token) -> str:
    """Return the words of one inline token.

    Raises:
        NotPlainWordsError: if there is markup in it, which the writer never writes.
    """
    return "".join(_piece(child) for child in inline_token.children or ())


def text_of_quote(tokens: Iterable[Token]) -> str:
    """Return the words of a block quote from the tokens inside it.

    Raises:
        NotPlainWordsError: if anything but paragraphs of plain words stands in it.
    """
    paragraphs = []
    for token in tokens:
        if token.type == "inline":
            paragraphs.append(text_of(token))
        elif token.type not in ("paragraph_open", "paragraph_close"):
            raise NotPlainWordsError(token.type)
    return "\n\n".join(paragraphs)


def _piece(token: Token) -> str:
    """Return the words of one piece of an inline token."""
    if token.type == "text":
        return token.content
    if token.type == "hardbreak":
        return "\n"
    raise NotPlainWordsError(token.type)


class NotPlainWordsError(ValueError):
    """Markup stands where only plain words were written: somebody edited the file."""
