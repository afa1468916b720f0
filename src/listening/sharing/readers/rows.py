"""Rows of a table, or objects of JSON Lines, as contributions."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from listening.model.brought import Brought, Said, SaidFields, Trouble
from listening.model.errors import ListeningError
from listening.model.text import fold, says_nothing, single_line
from listening.model.vocabulary import Captured, Check, Kind, Sharing
from listening.sharing.readers import fields
from listening.sharing.readers.columns import are_ours, mapped, passed_over, refuse_guests
from listening.sharing.readers.front import is_token

Raw = str | list[str] | None
"""What a row holds under one name; None and an empty text say nothing."""

_PARTS = re.compile(r"[;,|\n]")
_OF_MANY = re.compile(r"((?:[^\\;\n]|\\.)*)(?:[;\n] ?|$)")
_HANDLE = re.compile(r"[A-Za-z]{1,3}[0-9]{1,3}")
_NONE = ("none", "none of the three")


@dataclass(frozen=True, slots=True)
class Row:
    """One row, as it stands in the source."""

    line: int
    """Where it begins, from 1."""
    values: Mapping[str, Raw]
    """By the names of the columns."""


def read_rows(
    columns: Sequence[str],
    rows: Iterable[Row],
    mapping: Sequence[str],
    troubles: Iterable[Trouble] = (),
    notes: Iterable[str] = (),
) -> Brought:
    """Return the contributions of rows.

    Args:
        columns: the names of the columns.
        rows: the rows.
        mapping: what somebody says of the columns, `COLUMN=FIELD` each.
        troubles: lines that were no rows.
        notes: what is to be told already.

    Raises:
        WrongUse: it is not clear which column holds the words, or the table was not for the team.
    """
    refuse_guests(columns)
    by_field = mapped(columns, mapping)
    reader = _Reader(by_field, ours=are_ours(columns), troubles=list(troubles))
    said = [each for each in map(reader.read, rows) if each]
    told = [*notes, *_about_columns(passed_over(columns, by_field)), *reader.notes()]
    return Brought(said=tuple(said), troubles=tuple(sorted(reader.troubles)), notes=tuple(told))


def _about_columns(left: Sequence[str]) -> Iterable[str]:
    if left:
        names = ", ".join(f"“{each[:60]}”" for each in left[:20])
        yield f"Nothing is taken from the columns {names}: --map COLUMN=FIELD takes one."


class _Reader:
    """Reads rows; what cannot be read is kept as a trouble with its line."""

    def __init__(self, by_field: Mapping[str, str], *, ours: bool, troubles: list[Trouble]) -> None:
        self._by_field = by_field
        self._ours = ours
        self._wordless: list[int] = []
        self._called: set[str] = set()
        self.troubles = troubles

    def notes(self) -> Iterable[str]:
        """Return what is to be told of rows that were passed over."""
        if self._wordless:
            lines = ", ".join(map(str, self._wordless[:20]))
            more = " and more" if len(self._wordless) > 20 else ""
            one = len(self._wordless) == 1
            yield (
                f"Nothing was said in this row, which was passed over: line {lines}."
                if one
                else f"Nothing was said in {len(self._wordless):,} of the rows, which were passed over: lines {lines}{more}."
            )
        if self._called:
            yield (
                f"Who said it is kept as it stands there, such as “{min(self._called)}”: if these are names of "
                "people, put handles such as P3 in their place first."
            )

    def read(self, row: Row) -> Said | None:
        """Return the contribution of a row; None where there is none, or it cannot be read."""
        if not any(row.values.values()):
            return None
        try:
            return self._said(row)
        except ListeningError as error:
            self.troubles.append(Trouble(row.line, str(error)))
            return None

    def _said(self, row: Row) -> Said | None:
        told = self._fields(row)
        by = told.get("by")
        if by and not _HANDLE.fullmatch(by):
            self._called.add(by)
        own = self._text(row, "id") or ""
        if "words" not in told and not is_token(own) and told.get("sharing") is not Sharing.OFF:
            self._wordless.append(row.line)
            return None
        at, author = self._text(row, "at"), self._text(row, "author")
        return Said(
            line=row.line,
            key=_key(row),
            id=own if is_token(own) else None,
            session=self._text(row, "session"),
            fields=told,
            shown=self._shown(row),
            at=fields.time(at) if at else None,
            author=single_line(author) if author else None,
            perspectives=fields.perspectives(self._many(row, "perspectives", _parted)),
        )

    def _fields(self, row: Row) -> SaidFields:
        single = {
            name: read(self._text(row, name))
            for name, read in _READ.items()
            if name in self._by_field
        }
        told = cast("SaidFields", single)
        if "areas" in self._by_field:
            told |= self._areas(row)
        if "codes" in self._by_field:
            codes = map(fields.code, self._many(row, "codes", _split))
            told["codes"] = tuple(dict.fromkeys(codes))
        if self._tells_own_sharing(row):
            name = "own_sharing" if "own_sharing" in self._by_field else "sharing"
            told["sharing"] = _term(Sharing)(self._text(row, name))
        if self._ours and self._shown(row) is Sharing.OFF and told.get("words") is None:
            # Of what is off the record little is told, so what is not told is not changed.
            told = cast("SaidFields", {name: held for name, held in told.items() if held})
        return _as_told(told)

    def _tells_own_sharing(self, row: Row) -> bool:
        """Tell whether a row says what was said of itself, and not only what it comes to in the room."""
        if "own_sharing" in self._by_field:
            return True
        return "sharing" in self._by_field and not self._ours and not self._text(row, "id")

    def _shown(self, row: Row) -> Sharing | None:
        only_shown = "sharing" in self._by_field and (
            "own_sharing" in self._by_field or not self._tells_own_sharing(row)
        )
        found: Sharing | None = _term(Sharing)(self._text(row, "sharing")) if only_shown else None
        return found

    def _areas(self, row: Row) -> SaidFields:
        given = [fold(each) for each in self._many(row, "areas", _split)]
        areas = fields.areas(each for each in given if each not in _NONE)
        said_none = any(each in _NONE for each in given) or fields.yes(
            self._text(row, "none_of_three") or ""
        )
        told: SaidFields = {"areas": areas}
        if "none_of_three" in self._by_field or said_none:
            told["none_of_three"] = said_none and not areas
        return told

    def _text(self, row: Row, field: str) -> str | None:
        """Return what a row holds in a field, as one text; None where it holds nothing."""
        value = row.values.get(self._by_field.get(field, ""))
        text = "; ".join(value) if isinstance(value, list) else value
        return text if text and text.strip() else None

    def _many(self, row: Row, field: str, split: Callable[[str], Iterable[str]]) -> list[str]:
        """Return the values that a row holds in a field."""
        value = row.values.get(self._by_field.get(field, ""))
        found = value if isinstance(value, list) else split(value or "")
        return [each.strip() for each in found if each.strip()]


def _as_told(told: SaidFields) -> SaidFields:
    """Return what a row tells, without what it says only by having no words."""
    if told.get("check") is Check.WITHDRAWN and told.get("words") is None:
        # Of what was taken back nothing else is told, so nothing else is changed.
        return {"check": Check.WITHDRAWN, "prompt": told.get("prompt")}
    if told.get("words") is None:
        told = {**told}
        told.pop("words", None)
        told.pop("paraphrase", None)
    return told


def _words(text: str | None) -> str | None:
    said = fields.words(text or "")
    return None if says_nothing(said) else said


def _prompt(text: str | None) -> int | str | None:
    said = single_line(text or "")
    return int(said) if re.fullmatch("[0-9]{1,6}", said) else said or None


def _term(term: type[Kind | Sharing]) -> Callable[[str | None], Any]:
    return lambda text: term.parse(text) if text else None


_READ: Mapping[str, Callable[[str | None], Any]] = {
    "words": _words,
    "by": lambda text: fields.handle(text or ""),
    "prompt": _prompt,
    "kind": _term(Kind),
    "captured": lambda text: Captured.parse(text) if text else Captured.VERBATIM,
    "check": lambda text: Check.parse(text) if text else Check.UNREAD,
    "consent_asked": lambda text: fields.yes(text or ""),
    "paraphrase": _words,
}
"""How the fields are read that hold one value."""


def _split(text: str) -> list[str]:
    """Return values that hold no comma themselves: areas and codes."""
    return _PARTS.split(text)


def _parted(text: str) -> list[str]:
    """Return values that may hold anything: a backslash stands before a semicolon inside one."""
    return [re.sub(r"\\(.)", r"\1", each) for each in _OF_MANY.findall(text)]


def _key(row: Row) -> str:
    """Return what a row is known by: all that it holds."""
    held = json.dumps(sorted(row.values.items()), ensure_ascii=False)
    return hashlib.sha256(held.encode(errors="surrogatepass")).hexdigest()
