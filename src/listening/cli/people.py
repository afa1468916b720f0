"""`participant`: those who spoke, under their handles, and what they say of themselves."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from listening.cli import as_json, files, parsers, telling
from listening.cli.handles import named, one, under_which_too
from listening.cli.printing import say, say_exactly, tell
from listening.cli.table import Command
from listening.model.errors import WrongUse
from listening.model.quickline import parse_handle
from listening.model.records import Participant
from listening.model.sentences import counted
from listening.model.vocabulary import Perspective, Sharing, perspective_key

if TYPE_CHECKING:
    from listening.store.session_file import SessionFile

Told: TypeAlias = tuple[Sequence[Participant], Mapping[str, str], Mapping[str, str]]
"""Participants, by their ids what there is to say of their other handles, and the titles of several sessions."""


def _options(parser: parsers.Parser) -> None:
    parsers.add_file(parser)
    parser.add_argument("handle", metavar="HANDLE", nargs="?", help="one of them; without, all")
    parser.add_argument(
        "--perspective",
        metavar="K",
        action="append",
        type=parsers.line,
        help="from where they speak, by their own account, once for each; replaces what was set",
    )
    parser.add_argument(
        "--sharing", metavar="K", type=Sharing.parse, help="what may be done with all their words"
    )
    parser.add_argument(
        "--speaks-for", metavar="N", type=parsers.number, help="how many people speak under it"
    )
    parser.add_argument(
        "--agreed-name",
        metavar="NAME",
        type=parsers.line,
        help="the name for named quotes, as agreed",
    )
    parser.add_argument(
        "--same-as",
        metavar="WHO",
        type=parsers.line,
        help="who they are in a session set up apart: an id, or SESSION:HANDLE",
    )
    parsers.add_session(parser)
    parsers.add_author(parser)
    parsers.add_json(parser)


def _run(args: Namespace) -> int:
    people, others, titles = _set(args) if _says_something(args) else _ask(args)
    if args.json:
        say_exactly(as_json.rows(as_json.participant(who) for who in people))
        return 0
    begun = ""
    for who in people:
        if (title := titles.get(who.session, "")) != begun:
            begun = title
            say(f"{title}:")
        say(f"{telling.person(who)}{others.get(who.id, '')}")
    if not people:
        tell("Nobody has a handle yet: “P3: …” at the start of a line makes one.")
    return 0


def _says_something(args: Namespace) -> bool:
    return args.same_as is not None or _describes(args)


def _describes(args: Namespace) -> bool:
    said = (args.perspective, args.sharing, args.speaks_for, args.agreed_name)
    return any(value is not None for value in said)


def _ask(args: Namespace) -> Told:
    with files.open_to_read(args) as file:
        session = files.narrowing(file, args)
        if args.handle is None:
            people: Sequence[Participant] = file.participants(session)
        else:
            people = named(file, args.handle, session)
        there = file.sessions()
        titles = {one.id: f"{one.title} ({one.id})" for one in there} if len(there) > 1 else {}
        return people, under_which_too(file), titles


def _set(args: Namespace) -> Told:
    if args.handle is None:
        raise WrongUse("Say of whom this is true: write their handle, such as P3.")
    with files.open_to_write(args) as file, file.together():
        who = (
            _describe(file, args)
            if _describes(args)
            else one(file, args.handle, files.narrowing(file, args))
        )
        if args.same_as is not None:
            who = file.same_person(who, one(file, args.same_as))
        return (who,), under_which_too(file), {}


def _describe(file: SessionFile, args: Namespace) -> Participant:
    session = files.one_session(file, args)
    who = file.set_participant(
        session,
        parse_handle(args.handle, file.known(session)),
        perspectives=perspectives(args.perspective),
        sharing=args.sharing,
        speaks_for=args.speaks_for,
        agreed_name=args.agreed_name,
    )
    _tell_of_own_words(perspectives(args.perspective) or ())
    if args.sharing is not None:
        _tell_of_the_cap(file, session, args.sharing)
        _tell_of_own_marks(file, who, args)
    return who


def perspectives(said: Sequence[str] | None) -> tuple[str, ...] | None:
    """Return the keys of what somebody says of themselves; None where nothing was said."""
    if said is None:
        return None
    return tuple(dict.fromkeys(filter(None, map(perspective_key, said))))


def _tell_of_own_words(said: Sequence[str]) -> None:
    """Say which perspectives are counted apart, being the speaker's own words, and how the others are called."""
    own = [f"“{one}”" for one in said if Perspective.named(one) is None]
    if own:
        known = "; ".join(
            f"{one.label} ({one})" if one.label != one else one for one in Perspective
        )
        tell(
            f"{telling.listed(own)}: kept as their own words, and counted apart from the perspectives "
            f"that have a name here: {known}."
        )


def _tell_of_the_cap(file: SessionFile, session: str, sharing: Sharing) -> None:
    rule = file.session(session).room_rule or Sharing.UNNAMED
    if sharing.capped(rule) is not sharing:
        tell(f"The room's rule caps it: their words are shared as “{rule.label}” at most.")


def _tell_of_own_marks(file: SessionFile, who: Participant, args: Namespace) -> None:
    """Say what was marked as free to more than is allowed now: what was said of words alone stays so."""
    # Imported here because most of what somebody says of themselves is not about their words.
    import shlex

    from listening.store.asked import Where

    said = file.contributions(Where(session=who.session, by=who.handle))
    freer = [one for one in said if one.own_sharing and one.sharing.rank > args.sharing.rank]
    if freer:
        keep = "keeps its own mark" if len(freer) == 1 else "keep their own marks"
        tell(
            f"{counted(len(freer), 'contribution')} {keep}, and more may be done with that: "
            f"{telling.listed([one.id for one in freer])}. “listening edit {shlex.quote(args.file)} ID "
            f"--sharing {args.sharing}” changes one."
        )


COMMANDS: Mapping[str, Command] = {
    "participant": Command(
        _options, _run, "listening participant brixton P3 --perspective carer --perspective faith"
    ),
}
"""The command of this module."""
