"""Commitments and relations of our own Markdown, each under a heading of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from listening.model.brought import Fact, Promise, Trouble
from listening.model.days import iso_day
from listening.model.errors import ListeningError, WrongUse
from listening.model.parties import party
from listening.model.text import fold, single_line
from listening.model.vocabulary import Direction, Felt, RelationKind, RelationState, Status
from listening.sharing.readers import fields
from listening.sharing.readers.front import is_token
from listening.sharing.readers.outline import Part

_Read = Callable[[str], Fact]


def _id(text: str) -> str:
    said = single_line(text)
    if not is_token(said):
        raise WrongUse(
            f"“{said}” is not the id of a contribution: take it from the heading above its words."
        )
    return said


_COMMITMENT: Mapping[str, tuple[str, _Read]] = {
    "For whom": ("whom", single_line),
    "By when": ("by_when", iso_day),
    "People hear back": ("report_back", iso_day),
    "Direction": ("direction", lambda text: Direction.parse(text).value),
    "Status": ("status", lambda text: _unless(Status.parse(text), Status.OFFERED)),
    "Reason": ("reason", fields.words),
    "Made a difference": ("felt", lambda text: _unless(Felt.parse(text), Felt.NOT_ASKED)),
}
_RELATION: Mapping[str, tuple[str, _Read]] = {
    "From": ("from_party", party),
    "To": ("to_party", party),
    "About": ("about", fields.words),
    "State": ("state", lambda text: _unless(RelationState.parse(text), RelationState.NOT_SAID)),
    "Heard in": ("said_in", _id),
}
_NOTED = ("Time", "Written by")


def read_commitment(part: Part, troubles: list[Trouble]) -> Promise | None:
    """Return the commitment under one heading; None where it cannot be read."""
    reader = _Reader(part, _COMMITMENT, ("Answers",), troubles)
    own, who = reader.heading()
    told = reader.fields() | {
        "who": reader.attempt(part.line, party, who),
        "what": part.quotes[0].text if part.quotes else None,
    }
    if len(part.quotes) != 1:
        reader.fail(part.line, "A commitment says in one quote what will be done: write it so.")
    answers = [reader.attempt(each.number, _id, each.text) for each in part.every("Answers")]
    return reader.promise("commitment", own, told, tuple(filter(None, answers)))


def read_relation(part: Part, troubles: list[Trouble]) -> Promise | None:
    """Return the relation under one heading; None where it cannot be read."""
    reader = _Reader(part, _RELATION, (), troubles)
    own, kind = reader.heading()
    told = reader.fields() | {"kind": reader.attempt(part.line, RelationKind.parse, kind)}
    if part.quotes:
        reader.fail(part.quotes[0].number, "A relation has no quote: say “About” what it is.")
    for label in ("From", "To"):
        if not part.every(label):
            reader.fail(
                part.line, f"It does not say “{label}” whom: a relation is between two parties."
            )
    return reader.promise("relation", own, told, ())


class _Reader:
    """Reads one part; what cannot be read is kept as a trouble with its line."""

    def __init__(
        self,
        part: Part,
        labels: Mapping[str, tuple[str, _Read]],
        more: tuple[str, ...],
        troubles: list[Trouble],
    ) -> None:
        self._part = part
        self._labels = labels
        self._troubles = troubles
        self._before = len(troubles)
        troubles += part.troubles
        for each in part.values:
            if each.label not in (*labels, *more, *_NOTED):
                known = ", ".join((*labels, *more, *_NOTED))
                self.fail(
                    each.number, f"There is no place for “{each.label}” here, but for {known}."
                )
        for line in part.paragraphs:
            self.fail(line.number, "These words stand beside it and not in it: take them out.")

    def fail(self, line: int, sentence: str) -> None:
        """Keep what cannot be read, with its line."""
        self._troubles.append(Trouble(line, sentence))

    def attempt(self, line: int, read: Callable[[str], Any], text: str) -> Any:
        """Return a text as it is read; None where it cannot be, which is kept with its line."""
        try:
            return read(text)
        except ListeningError as error:
            self.fail(line, str(error))
            return None

    def heading(self) -> tuple[str | None, str]:
        """Return the id in the heading, None for a new one, and what follows it."""
        own, _, rest = (each.strip() for each in single_line(self._part.heading).partition(":"))
        if fold(own) == "new":
            return None, rest
        if not is_token(own):
            self.fail(
                self._part.line, f"The heading does not begin with an id or with “new”: {own[:60]}."
            )
        return own, rest

    def fields(self) -> dict[str, Fact]:
        """Return the fields; those that have no label here are not said."""
        told: dict[str, Fact] = {field: None for field, _ in self._labels.values()}
        for each in self._part.values:
            if each.label in self._labels:
                field, read = self._labels[each.label]
                told[field] = self.attempt(each.number, read, each.text)
        return told

    def promise(
        self, kind: str, own: str | None, told: Mapping[str, Fact], answers: tuple[str, ...]
    ) -> Promise | None:
        """Return what was read; None where some of it could not be."""
        at, author = self._part.one("Time"), self._part.one("Written by")
        when = self.attempt(at.number, fields.time, at.text) if at else None
        if len(self._troubles) > self._before:
            return None
        return Promise(
            line=self._part.line,
            kind=kind,
            id=own,
            fields=told,
            answers=answers,
            at=when,
            author=single_line(author.text) if author else None,
        )


def _unless(term: str, usual: str) -> str | None:
    return None if term == usual else str(term)
