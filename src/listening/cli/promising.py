"""`commitment`: what parties promise, and what becomes of it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from listening.cli import as_json, as_json_following, deeds, files, parsers
from listening.cli.fields import names_of
from listening.cli.noted import today
from listening.cli.printing import say, say_exactly, tell
from listening.cli.recounting import actions, recounted
from listening.cli.table import Command
from listening.cli.telling_following import promise
from listening.model.errors import WrongUse
from listening.model.records import Commitment
from listening.model.sentences import counted
from listening.model.vocabulary import Direction, Felt, Status

if TYPE_CHECKING:
    from listening.store.commitments import CommitmentEdit
    from listening.store.session_file import SessionFile

_ENDED = (Status.CHANGED, Status.NOT_KEPT)


def _options(parser: parsers.Parser) -> None:
    deeds.add_deed(
        parser,
        "a commitment",
        "update; list: one with its history",
        or_all="list: without it, of all files in that folder",
    )
    add = parser.add_argument
    add(
        "--who",
        metavar="W",
        type=parsers.line,
        help="the party that will do it, such as “the council”; never “someone”, “staff” or “tbc”",
    )
    add("--what", metavar="T", type=parsers.words, help="what will be done")
    add("--for", dest="whom", metavar="W", type=parsers.line, help="for whom; “” where nobody said")
    add(
        "--by-when",
        metavar="D",
        type=parsers.day_to_come_or_none,
        help="by which day, as in 2026-06-30, “30 June”, “next Friday” or “end of June”; “” for none",
    )
    add(
        "--report-back",
        metavar="D",
        type=parsers.day_to_come_or_none,
        help="the day on which those who asked hear what came of it; “” for none",
    )
    add(
        "--direction",
        metavar="K",
        type=parsers.line,
        help="in a covenant: from-them, what we can expect, or from-us, what is expected of us; “” for none",
    )
    add(
        "--answers",
        metavar="ID",
        action="append",
        default=[],
        type=parsers.line,
        help="a contribution that it answers, once for each",
    )
    add(
        "--no-longer-answers",
        metavar="ID",
        action="append",
        default=[],
        type=parsers.line,
        help="one that it does not answer after all",
    )
    add("--status", metavar="K", type=Status.parse, help=f"how far it has come: {_listed(Status)}")
    add(
        "--reason",
        metavar="T",
        type=parsers.words,
        help="why it was changed or not kept; “” for none",
    )
    add("--felt", metavar="K", type=Felt.parse, help=f"did it make a difference: {_listed(Felt)}")
    add("--due", action="store_true", help="list: only what is open, and due by today")
    deeds.add_common(parser)


def _listed(terms: type[Status | Felt]) -> str:
    return ", ".join(term.value for term in terms)


def _run(args: Namespace) -> int:
    if args.deed == "list":
        return _list(args) if args.file is not None else _list_everywhere(args)
    if args.file is None:
        raise WrongUse("Say in which session file: its path, or its name in the sessions folder.")
    if args.due:
        raise WrongUse("--due narrows a list: use it with “listening commitment list”.")
    with files.open_to_write(args) as file:
        one = _add(file, args) if args.deed == "add" else _update(file, args)
    if args.json:
        say_exactly(as_json.document(as_json_following.commitment(one, today())))
        return 0
    say(promise(one, today()))
    _ask_for_what_is_missing(one)
    return 0


def _add(file: SessionFile, args: Namespace) -> Commitment:
    deeds.refuse_id(args)
    if args.who is None or args.what is None:
        raise WrongUse(
            "A commitment needs a party and what it will do: give both, with --who and --what."
        )
    if args.reason or args.felt or args.no_longer_answers:
        raise WrongUse(
            "What became of a commitment is noted once it is there: give --reason and --felt with “update”."
        )
    return file.commit(
        files.one_session(file, args),
        who=args.who,
        what=args.what,
        whom=args.whom,
        by_when=args.by_when,
        report_back=args.report_back,
        direction=Direction.parse(args.direction) if args.direction else None,
        status=args.status or Status.OFFERED,
        answers=args.answers,
    )


def _update(file: SessionFile, args: Namespace) -> Commitment:
    one = file.commitment(deeds.required_id(args, "commitment"))
    fields = _fields(file, args, one)
    if not fields:
        raise WrongUse("There is nothing to change: say what, for example with --status kept.")
    return file.update_commitment(one.id, **fields)


def _fields(file: SessionFile, args: Namespace, one: Commitment) -> CommitmentEdit:
    fields = _promised(args)
    fields.update(_became(args))
    if args.answers or args.no_longer_answers:
        fields["answers"] = _answers(file, args, one)
    return fields


def _promised(args: Namespace) -> CommitmentEdit:
    """Return what is promised, as far as something was said of it."""
    fields: CommitmentEdit = {}
    if args.who is not None:
        fields["who"] = args.who
    if args.what is not None:
        fields["what"] = args.what
    if args.whom is not None:
        fields["whom"] = args.whom or None
    if args.by_when is not None:
        fields["by_when"] = args.by_when or None
    if args.report_back is not None:
        fields["report_back"] = args.report_back or None
    if args.direction is not None:
        fields["direction"] = Direction.parse(args.direction) if args.direction else None
    return fields


def _became(args: Namespace) -> CommitmentEdit:
    """Return what became of a promise, as far as something was said of it."""
    fields: CommitmentEdit = {}
    if args.status is not None:
        fields["status"] = args.status
    if args.reason is not None:
        fields["reason"] = args.reason or None
    if args.felt is not None:
        fields["felt"] = args.felt
    return fields


def _answers(file: SessionFile, args: Namespace, one: Commitment) -> Sequence[str]:
    more = [file.contribution(ref).id for ref in args.answers]
    less = {file.contribution(ref).id for ref in args.no_longer_answers}
    return [own for own in dict.fromkeys((*one.answers, *more)) if own not in less]


def _ask_for_what_is_missing(one: Commitment) -> None:
    if one.status in _ENDED and not one.reason:
        tell("Those who asked will want to know why: add it with --reason.")
    if not one.status.is_open and one.felt is Felt.NOT_ASKED:
        tell(
            "Once you have asked those who raised it whether it made a difference, note it with --felt."
        )


def _list(args: Namespace) -> int:
    with files.open_to_read(args) as file:
        if args.id is not None:
            _show(file, args)
            return 0
        session = files.narrowing(file, args)
        found = file.due(session, today()) if args.due else file.commitments(session)
    if args.json:
        say_exactly(as_json.rows(as_json_following.commitment(one, today()) for one in found))
        return 0
    for one in found:
        say(f"{promise(one, today())}\n")
    tell(_sentence(len(found), due=args.due))
    return 0


def _list_everywhere(args: Namespace) -> int:
    # Imported here because most commands are about one file.
    from listening.cli.promised_everywhere import list_everywhere

    number = list_everywhere(args)
    if not args.json:
        tell(_sentence(number, due=args.due))
    return 0


def _show(file: SessionFile, args: Namespace) -> None:
    one = file.commitment(args.id)
    entries = file.history(one.id)
    if args.json:
        changes = [as_json.history_entry(entry) for entry in entries]
        about = as_json_following.commitment(one, today())
        say_exactly(as_json.document({**about, "history": changes}))
        return
    say(promise(one, today()))
    say(f"\nWritten down by {one.author or 'somebody'}. Its history:")
    for sentence in recounted(actions(entries), names_of(file), only=True):
        say(sentence)


def _sentence(number: int, *, due: bool) -> str:
    if number:
        return f"{counted(number, 'commitment')}{' due' if due else ''}."
    if due:
        return "No commitment is due today."
    return "Nothing has been promised yet: “listening commitment add” notes what a party will do."


COMMANDS: Mapping[str, Command] = {
    "commitment": Command(
        _options,
        _run,
        "listening commitment add brixton --who 'The council' --what 'publish the rota' --by-when 2026-06-30",
    ),
}
"""The command of this module."""
