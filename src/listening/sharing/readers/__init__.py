"""Readers: files that people bring, as plain values. Whatever the bytes, only sentences come of them.

A reader knows no session and no file: it says what a source tells, and which of its lines it cannot
read. The store decides what of it is new, what is changed and what is known.
"""

from __future__ import annotations

from collections.abc import Sequence

from listening.model.brought import Brought
from listening.model.errors import WrongUse
from listening.sharing.readers.decoding import MOST_MARKDOWN, decoded
from listening.sharing.readers.front import is_ours

_JSON = (".jsonl", ".ndjson", ".json")
_MARKDOWN = (".md", ".markdown")
_BEGINNING = 4096


def read(content: bytes, name: str, mapping: Sequence[str] = ()) -> Brought:
    """Return what a source holds: our own Markdown, JSON Lines or CSV, by its name and its first letters.

    Args:
        content: the bytes of the source.
        name: what its file is called; empty where it has no name.
        mapping: what somebody says of its columns, `COLUMN=FIELD` each.

    Raises:
        WrongUse: it is none of them, or cannot be read as what it is.
    """
    if content.startswith((b"SQLite format 3\0", b"PK\x03\x04", b"%PDF")):
        raise WrongUse(
            "This is neither CSV, JSON Lines nor Markdown: save a spreadsheet as CSV first, and join another "
            "session file with “listening merge”."
        )
    beginning = content[:_BEGINNING].decode("utf-8-sig", errors="replace").lstrip()
    suffix = name[name.rfind(".") :].casefold() if "." in name else ""
    if beginning.startswith("---") or suffix in _MARKDOWN:
        return _read_markdown(content, mapping)
    if suffix in _JSON or (suffix != ".csv" and beginning.startswith(("{", "[{"))):
        from listening.sharing.readers.json_lines import read_json_lines

        return read_json_lines(content, mapping)
    from listening.sharing.readers.tables import read_csv

    return read_csv(content, mapping)


def _read_markdown(content: bytes, mapping: Sequence[str]) -> Brought:
    # Imported here because the parser of Markdown takes its time, and a table needs none.
    from listening.sharing.readers.markdown import read_markdown

    text = decoded(content, guess=False, most=MOST_MARKDOWN)[0].replace("\r\n", "\n")
    if not is_ours(text):
        raise WrongUse(
            "This Markdown is no export of this program, so nobody could tell what in it was said: import an "
            "export for the team, or a table with one contribution a row."
        )
    if mapping:
        raise WrongUse("--map is for tables: this program knows its own Markdown.")
    return read_markdown(text)
