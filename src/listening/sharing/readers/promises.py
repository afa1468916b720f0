"""Commitments and relations of our own Markdown, each under a heading of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from listening.model.brought import Fact, Named, Promise, Trouble
from listening.model.days import iso_day
from listening.model.errors import ListeningError
from listening.model.parties import party, related_party
from listening.model.text import fold, single_line
from listening.model.vocabulary import Direction, Felt, RelationKind, RelationState, Status
from listening.sharing.labels import COMMITMENT, NOTED, RELATION, inverse
from listening.sharing.readers import fields
from listening.sharing.readers.front import is_token
from listening.sharing.readers.outline import Part

_Read = Callable[[str], Fact]


_COMMITMENT: Mapping[str, _Read] = {
    "whom": single_line,
    "by_when": iso_day,
    "report_back": iso_day,
    "direction": lambda text: Direction.parse(text).value,
    "status": lambda text: _unless(Status.parse(text), Status.OFFERED),
    "reason": fields.words,
    "felt": lambda text: _unless(Felt.parse(text), Felt.NOT_ASKED),
}
_RELATION: Mapping[str, _Read] = {
    "from_party": related_party,
    "to_party": related_party,
    "about": fields.words,
    "state": lambda text: _unless(RelationState.parse(text), RelationState.NOT_SAID),
}


def read_commitment(part: Part, troubles: list[Trouble]) -> Promise | None:
    """Return the commitment under one heading; None where it cannot be read."""
    reader = _Reader(part, COMMITMENT, _COMMITMENT, troubles)
    own, who = reader.heading()
    told = reader.fields() | {
        "who": reader.attempt(part.line, party, who),
        "what": part.quotes[0].text if part.quotes else None,
    }
    if len(part.quotes) != 1:
        reader.fail(part.line, "A commitment says in one quote what will be done: write it so.")
    return reader.promise("commitment", own, told, answers=reader.named(COMMITMENT["answers"]))


def read_relation(part: Part, troubles: list[Trouble]) -> Promise | None:
    """Return the relation under one heading; None where it cannot be read."""
    reader = _Reader(part, RELATION, _RELATION, troubles)
    own, kind = reader.heading()
    heard_in = (None, *reader.named(RELATION["said_in"]))[-1]
    told = reader.fields() | {
        "kind": reader.attempt(part.line, RelationKind.parse, kind),
        "said_in": heard_in and heard_in.id,
    }
    if part.quotes:
        reader.fail(part.quotes[0].number, "A relation has no quote: say “About” what it is.")
    for label in (RELATION["from_party"], RELATION["to_party"]):
        if not part.every(label):
            reader.fail(
                part.line, f"It does not say “{label}” whom: a relation is between two parties."
            )
    return reader.promise("relation", own, told, said_in=heard_in)


class _Reader:
    """Reads one part; what cannot be read is kept as a trouble with its line."""

    def __init__(
        self,
        part: Part,
        labels: Mapping[str, str],
        read: Mapping[str, _Read],
        troubles: list[Trouble],
    ) -> None:
        self._part = part
        self._fields = inverse(labels)
        self._read = read
        self._troubles = troubles
        self._before = len(troubles)
        troubles += part.troubles
        for each in part.values:
            if each.label not in self._fields:
                known = ", ".join(self._fields)
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
        """Return the fields of one value; those that have no label here are not said."""
        told: dict[str, Fact] = dict.fromkeys(self._read)
        for each in self._part.values:
            field = self._fields.get(each.label, "")
            if field in self._read:
                told[field] = self.attempt(each.number, self._read[field], each.text)
        return told

    def named(self, label: str) -> tuple[Named, ...]:
        """Return the contributions that are named under a label; what is no id is kept with its line."""
        read = (
            (each.number, self.attempt(each.number, fields.id_of, each.text))
            for each in self._part.every(label)
        )
        return tuple(Named(line, own) for line, own in read if own)

    def promise(
        self,
        kind: str,
        own: str | None,
        told: Mapping[str, Fact],
        *,
        answers: tuple[Named, ...] = (),
        said_in: Named | None = None,
    ) -> Promise | None:
        """Return what was read; None where some of it could not be."""
        at, author = self._part.one(NOTED["at"]), self._part.one(NOTED["author"])
        when = self.attempt(at.number, fields.time, at.text) if at else None
        if len(self._troubles) > self._before:
            return None
        return Promise(
            line=self._part.line,
            kind=kind,
            id=own,
            fields=told,
            answers=answers,
            said_in=said_in,
            at=when,
            author=single_line(author.text) if author else None,
        )


def _unless(term: str, usual: str) -> str | None:
    return None if term == usual else str(term)
