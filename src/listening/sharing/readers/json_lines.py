"""JSON Lines: one object a line, in the shape of the commands or as it is mapped; or one list of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from listening.model.brought import Brought, Trouble
from listening.model.errors import WrongUse
from listening.model.text import single_line
from listening.sharing.readers.decoding import decoded
from listening.sharing.readers.rows import Raw, Row, read_rows
from listening.sharing.readers.tables import MOST_ROWS

_BLANK = " \t\r\n"


def read_json_lines(content: bytes, mapping: Sequence[str] = ()) -> Brought:
    """Return what objects hold, one a line.

    Args:
        content: the bytes of the file.
        mapping: what somebody says of the keys, `KEY=FIELD` each.

    Raises:
        WrongUse: it is no text, or it is not clear which key holds the words.
    """
    text, _ = decoded(content, guess=False)
    troubles: list[Trouble] = []
    found = (
        _in_list(text, troubles)
        if text.lstrip(_BLANK).startswith("[")
        else _in_lines(text, troubles)
    )
    rows = [row for line, value in found if (row := _row(line, value, troubles))]
    if not rows:
        raise WrongUse(
            _NOTHING if not troubles else f"Line {troubles[0].line}: {troubles[0].sentence}"
        )
    columns = list(dict.fromkeys(name for row in rows for name in row.values))
    return read_rows(columns, rows, mapping, troubles)


_NOTHING = "There is no JSON object in the source: it holds one a line, each with the words of a contribution."
_NO_JSON = (
    'This is not one whole JSON object: write one a line, with “"” around its names and texts.'
)
_NESTED = "The value of “{}” is an object of its own: only texts, numbers, yes or no, and lists of them are read."


def _in_lines(text: str, troubles: list[Trouble]) -> Iterator[tuple[int, object]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip(_BLANK):
            continue
        if number > MOST_ROWS:
            raise WrongUse(
                f"The source has more than {MOST_ROWS:,} lines: part it into several files."
            )
        try:
            yield number, json.loads(line)
        except (ValueError, RecursionError):
            troubles.append(Trouble(number, _NO_JSON))


def _in_list(text: str, troubles: list[Trouble]) -> Iterator[tuple[int, object]]:
    """Yield the objects of one list, each with the line in which it begins."""
    decoder, line, counted = json.JSONDecoder(), 1, 0
    place = text.index("[") + 1
    while True:
        while text[place : place + 1] in (*_BLANK, ","):
            place += 1
        line += text.count("\n", counted, place)
        counted = place
        if text[place : place + 1] in ("]", ""):
            return
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            # After what is no JSON nobody knows where the next object begins.
            troubles.append(Trouble(line, _NO_JSON))
            return
        yield line, value


def _row(line: int, value: object, troubles: list[Trouble]) -> Row | None:
    if not isinstance(value, dict):
        troubles.append(Trouble(line, _NO_JSON))
        return None
    nested = [name for name, held in value.items() if not _is_plain(held)]
    if nested:
        troubles.append(Trouble(line, _NESTED.format(single_line(nested[0])[:60])))
        return None
    return Row(line, {single_line(name)[:500]: _raw(held) for name, held in value.items()})


def _is_plain(value: object) -> bool:
    if isinstance(value, list):
        return all(each is None or isinstance(each, str | int | float) for each in value)
    return value is None or isinstance(value, str | int | float)


def _raw(value: object) -> Raw:
    if isinstance(value, list):
        return [_text(each) for each in value]
    return None if value is None else _text(value)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
