"""`undo` and `history`: who changed what when, and taking the last change back."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from listening.cli import as_json, files, parsers, telling
from listening.cli.printing import counted, say, say_exactly, tell
from listening.cli.table import Command
from listening.model.errors import ListeningError
from listening.model.text import single_line

if TYPE_CHECKING:
    from listening.model.records import Contribution
    from listening.store.session_file import SessionFile
    from listening.store.views import HistoryEntry, Undone

_FIELDS: Mapping[str, str] = {
    "participant": "who said it",
    "own_sharing": "sharing",
    "none_of_three": "none of the three",
    "consent_asked": "consent asked",
    "speaks_for": "speaks for",
    "agreed_name": "name as agreed",
    "captured": "how it was captured",
    "check": "check state",
    "same_as": "the same as",
}
_SETS: Mapping[str, str] = {
    "own": "tag of whoever said it",
    "coding": "second coding",
    "settled": "difference of codings settled,",
    "two-voices": "another voice than",
}
_SWITCHES = ("removed", "none_of_three", "consent_asked")


class NothingToUndo(ListeningError):
    """The author has changed nothing that could be taken back."""

    def __init__(self, author: str) -> None:
        super().__init__(
            f"There is nothing left to undo for {author}: use --as to name another note-taker."
        )


def _undo_options(parser: parsers.Parser) -> None:
    parsers.add_file(parser)
    parsers.add_session(parser)
    parsers.add_author(parser)
    parsers.add_json(parser)


def _undo(args: Namespace) -> int:
    with files.open_to_write(args) as file:
        undone = file.undo(files.narrowing(file, args))
        if undone is None:
            raise NothingToUndo(file.author)
        if args.json:
            say_exactly(as_json.document(as_json.undone(undone)))
        else:
            say(undone_sentence(file, undone))
    return 0


def _history_options(parser: parsers.Parser) -> None:
    parsers.add_file(parser)
    parser.add_argument("id", metavar="ID", nargs="?", help="one contribution; without it, all")
    parsers.add_session(parser)
    parsers.add_json(parser)


def _history(args: Namespace) -> int:
    with files.open_to_read(args) as file:
        entries = file.history(args.id, files.narrowing(file, args))
        names = names_of(file)
    if args.json:
        say_exactly(as_json.rows(as_json.history_entry(entry) for entry in entries))
        return 0
    _tell(entries, names)
    return 0


def _tell(entries: Sequence[HistoryEntry], names: Mapping[str, str]) -> None:
    for entry in entries:
        say(sentence(entry, names))
    tell(f"{counted(len(entries), 'change')}." if entries else "Nothing has been changed yet.")


def names_of(file: SessionFile) -> Mapping[str, str]:
    """Return what people call the participants and prompts of a file, by their ids."""
    prompts = [prompt for session in file.sessions() for prompt in file.prompts(session.id)]
    people = file.participants()
    return {
        **{person.id: person.handle for person in people},
        **{f"{person.session}.{person.id}": person.handle for person in people},
        **{prompt.id: f"prompt {prompt.number}" for prompt in prompts},
    }


def sentence(entry: HistoryEntry, names: Mapping[str, str]) -> str:
    """Return one change as a sentence: when, who, what, and what it was before."""
    when = telling.moment(entry.at)
    what = f"{entry.kind} {names.get(entry.id, entry.id)}, {field_name(entry.field)}"
    now, former = _value(entry.value, names), _value(entry.former, names)
    if is_switch(entry.field):
        return f"{when}, {entry.author or 'somebody'}: {what}: {'on' if entry.value else 'off'}."
    before = "" if entry.former is None else f", before: {former}"
    return f"{when}, {entry.author or 'somebody'}: {what}: {now}{before}."


def is_switch(field: str) -> bool:
    """Tell whether a field of the ledger is either on or off."""
    return "/" in field or field in _SWITCHES


def undone_sentence(file: SessionFile, undone: Undone) -> str:
    """Return what an undo took back, and where contributions are now that it brought back or took out."""
    fields = telling.listed([field_name(field) for field in undone.fields if field != "removed"])
    of = f" of {telling.listed(undone.contributions)}" if undone.contributions else ""
    parts = [f"{fields}{of}"] if fields else []
    if "removed" in undone.fields:
        parts += [_where_now(file.contribution(each)) for each in undone.contributions]
    if undone.left:
        parts += [f"{counted(undone.left, 'field')} left as somebody has changed them since"]
    return f"{'Undone' if undone.fields else 'Not undone'}: {'; '.join(parts)}."


def _where_now(said: Contribution) -> str:
    return f"{said.id} is {'out of every list' if said.removed else 'in the lists again'}"


def field_name(field: str) -> str:
    """Return how a field of the ledger is told to people."""
    sign, slash, name = field.partition("/")
    if slash:
        return f"{_SETS.get(sign, sign)} {name.rstrip('/').replace('/', ', ')}"
    return _FIELDS.get(field, field.replace("_", " "))


def _value(value: str | int | None, names: Mapping[str, str]) -> str:
    if value is None:
        return "taken away"
    if value in names:
        return names[str(value)]
    return f"“{single_line(value)}”" if isinstance(value, str) else str(value)


COMMANDS: Mapping[str, Command] = {
    "undo": Command(_undo_options, _undo, "listening undo brixton --as Sam"),
    "history": Command(_history_options, _history, "listening history brixton a4k2"),
}
"""The commands of this module."""
