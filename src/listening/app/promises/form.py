"""What is filled in of a promise or a relation, and how it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from listening.app.dates import show_iso
from listening.app.gone import refuse_removed
from listening.app.half_written import Place
from listening.app.promises.behind import refuse_withdrawn, words_behind
from listening.app.session_form import Choice, Field, Shape
from listening.model.errors import WrongUse
from listening.model.parties import party, related_party
from listening.model.records import Commitment, Relation
from listening.model.text import sanitise, says_nothing
from listening.model.vocabulary import Direction, Felt, RelationKind, RelationState, Status, Term
from listening.model.written_days import read_date
from listening.store.commitments import CommitmentEdit
from listening.store.form_drafts import InFile
from listening.store.relations import RelationEdit
from listening.store.session_file import SessionFile


def _choices(terms: type[Term]) -> tuple[Choice, ...]:
    return tuple(Choice(term.value, term.label) for term in terms)


_PROMISE: tuple[Field, ...] = (
    Field("who", "Who", hint="a party that can be asked, such as the council"),
    Field("what", "Will do what", Shape.TEXT, "such as publish the rota every Friday"),
    Field("by_when", "By when", Shape.DATE, "such as 30 June, next Friday or in two weeks"),
    Field("whom", "For whom", hint="such as family carers in Norwood"),
    Field("report_back", "Report back", Shape.DATE, "the day on which those who asked hear of it"),
    Field("direction", "In a covenant", Shape.ONE_OF, choices=_choices(Direction)),
    Field("status", "How far", Shape.ONE_OF, choices=_choices(Status)),
    Field("reason", "Reason", Shape.TEXT, "why it was changed or not kept"),
    Field("felt", "Was it felt", Shape.ONE_OF, choices=_choices(Felt)),
)
_RELATION: tuple[Field, ...] = (
    Field("kind", "What", Shape.ONE_OF, choices=_choices(RelationKind)),
    Field("from_party", "From", hint="a party, such as family carers"),
    Field("to_party", "To", hint="a party, such as the council"),
    Field("about", "About what", Shape.TEXT, "such as being told when the rota changes"),
    Field("state", "How it stands", Shape.ONE_OF, choices=_choices(RelationState)),
)
_TERMS: Mapping[str, type[Term]] = {
    "direction": Direction,
    "status": Status,
    "felt": Felt,
    "kind": RelationKind,
    "state": RelationState,
}
_UNLESS_SAID: Mapping[str, Term] = {
    "status": Status.OFFERED,
    "felt": Felt.NOT_ASKED,
    "state": RelationState.NOT_SAID,
}
"""What holds where nothing is ticked."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was filled in, understood."""

    values: Mapping[str, Any]
    """The fields that could be read, by name."""
    troubles: Mapping[str, str]
    """One sentence for each field that could not be read."""


class Subject(Protocol):
    """What is filled in."""

    @property
    def heading(self) -> str:
        """What stands over the form."""

    @property
    def about(self) -> str:
        """What it is about, in words of people; empty where there is nothing to show."""

    @property
    def fields(self) -> Sequence[Field]:
        """What can be filled in."""

    @property
    def kept_in(self) -> Place:
        """Where what is half-written is kept."""

    def changed_elsewhere(self) -> bool:
        """Tell whether the file was changed elsewhere since this was last asked.

        Raises:
            ListeningError: that cannot be told now.
        """

    def filled(self) -> Mapping[str, str]:
        """Return what stands in the fields to begin with, by their names."""

    def save(self, values: Mapping[str, Any]) -> str:
        """Keep what was filled in, and return the id of what was made or changed.

        Raises:
            ListeningError: it could not be kept; nothing of it was.
        """


class APromise:
    """A promise still to be made, or one that is there."""

    fields = _PROMISE

    def __init__(
        self,
        file: SessionFile,
        session: str,
        one: Commitment | None = None,
        *,
        answers: Sequence[str] = (),
    ) -> None:
        """Fill in a promise.

        Args:
            file: the open file.
            session: the session's token.
            one: the promise that is there; None for a new one.
            answers: the ids of the contributions that a new one answers.
        """
        self.heading = "A promise" if one else "A new promise"
        self._file, self._session, self._one, self._answers = file, session, one, answers
        self.changed_elsewhere = file.changed_elsewhere
        which = [one.id] if one else [session, *answers]
        self.kept_in = InFile(file.path, file.author, "promise", *which)

    @property
    def about(self) -> str:
        """The words that it answers."""
        return words_behind(self._file, self._one.answers if self._one else self._answers)

    def filled(self) -> Mapping[str, str]:
        """Return what is known of the promise."""
        return _filled(self.fields, self._one)

    def save(self, values: Mapping[str, Any]) -> str:
        """Keep the promise, of one that is there what is different and nothing else."""
        if self._one is None:
            refuse_withdrawn(self._file, self._answers)
            wanted = {name: value for name, value in values.items() if name not in _AFTERWARDS}
            made = self._file.commit(self._session, **wanted, answers=self._answers)
            later = _different(values, made, _AFTERWARDS)
            return self._file.update_commitment(made.id, **later).id if later else made.id
        refuse_removed(self._file.commitment(self._one.id))
        changed: CommitmentEdit = _different(values, self._one, values)
        return self._file.update_commitment(self._one.id, **changed).id


class ARelation:
    """A relation still to be noted, or one that is there."""

    fields = _RELATION

    def __init__(
        self,
        file: SessionFile,
        session: str,
        one: Relation | None = None,
        *,
        said_in: str | None = None,
    ) -> None:
        """Fill in a relation.

        Args:
            file: the open file.
            session: the session's token.
            one: the relation that is there; None for a new one.
            said_in: the id of the contribution in which a new one was heard.
        """
        self.heading = "A relation" if one else "A new relation"
        self._file, self._session, self._one = file, session, one
        self._said_in = one.said_in if one else said_in
        self.changed_elsewhere = file.changed_elsewhere
        which = [one.id] if one else [session, *filter(None, [said_in])]
        self.kept_in = InFile(file.path, file.author, "relation", *which)

    @property
    def about(self) -> str:
        """The words in which it was heard."""
        return words_behind(self._file, self._heard_in)

    def filled(self) -> Mapping[str, str]:
        """Return what is known of the relation."""
        return _filled(self.fields, self._one)

    def save(self, values: Mapping[str, Any]) -> str:
        """Keep the relation, of one that is there what is different and nothing else."""
        if self._one is None:
            refuse_withdrawn(self._file, self._heard_in)
            return self._file.relate(self._session, **values, said_in=self._said_in).id
        refuse_removed(self._file.relation(self._one.id))
        changed: RelationEdit = _different(values, self._one, values)
        return self._file.update_relation(self._one.id, **changed).id

    @property
    def _heard_in(self) -> Sequence[str]:
        return [self._said_in] if self._said_in else []


def read(fields: Sequence[Field], filled: Mapping[str, str], today: date) -> Reading:
    """Read what was filled in; whatever cannot be read is told with its reason."""
    values: dict[str, Any] = {}
    troubles: dict[str, str] = {}
    for field in fields:
        try:
            values[field.name] = _read(field, filled.get(field.name, ""), today)
        except WrongUse as trouble:
            troubles[field.name] = str(trouble)
    return Reading(values, troubles)


_AFTERWARDS = ("reason", "felt")
"""What nobody knows of a promise when it is made, but may fill in at once."""


def _read(field: Field, text: str, today: date) -> object:
    if field.name in _TERMS:
        return _term(field, text)
    if field.shape is Shape.DATE:
        day = read_date(text, today, to_come=True)
        return day.isoformat() if day else None
    if field.name in _NEEDED:
        return _NEEDED[field.name](text)
    return sanitise(text) or None


def _term(field: Field, text: str) -> Term | None:
    if not text and field.name == "kind":
        raise WrongUse("Tick what stands between the two, such as trust.")
    return _TERMS[field.name].parse(text) if text else _UNLESS_SAID.get(field.name)


def _what(text: str) -> str:
    if says_nothing(text):
        raise WrongUse("Write in a few words what will be done.")
    return sanitise(text)


_NEEDED: Mapping[str, Callable[[str], str]] = {
    "who": party,
    "from_party": related_party,
    "to_party": related_party,
    "what": _what,
}
"""How the fields are read that cannot be empty."""


def _filled(fields: Sequence[Field], one: Commitment | Relation | None) -> dict[str, str]:
    return {field.name: _shown(field, getattr(one, field.name, None)) for field in fields}


def _shown(field: Field, value: object) -> str:
    if value is None:
        return str(_UNLESS_SAID.get(field.name, ""))
    return show_iso(str(value)) if field.shape is Shape.DATE else str(value)


def _different(
    values: Mapping[str, Any], one: Commitment | Relation, names: Sequence[str] | Mapping[str, Any]
) -> Any:
    """Return the values that are not what stands there already."""
    return {name: values[name] for name in names if values[name] != getattr(one, name)}
