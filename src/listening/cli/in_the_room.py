"""`agenda` and `voices`: prompts with the minutes they have had, and who was heard and who not yet."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from listening.cli import as_json, files, parsers
from listening.cli.printing import say, say_exactly
from listening.cli.table import Command
from listening.cli.telling import listed
from listening.model.errors import WrongUse
from listening.model.sentences import counted, ended
from listening.model.vocabulary import Kind, perspective_label

if TYPE_CHECKING:
    from listening.insight.timing import Break, Timing
    from listening.insight.voices import Voices
    from listening.model.records import Participant, Prompt, Session
    from listening.store.session_file import SessionFile
    from listening.store.views import Tally


class Room(NamedTuple):
    """A session, and what is known of its time and its voices."""

    session: Session
    prompts: tuple[Prompt, ...]
    participants: tuple[Participant, ...]
    tally: Tally
    timing: Timing
    voices: Voices
    leading: str | None
    """The perspective from which more than half of the newest contributions came."""

    @classmethod
    def of(cls, file: SessionFile, session: str) -> Room:
        """Look at a session."""
        from listening.insight.timing import timing
        from listening.insight.voices import RECENT, leading, voices

        now = int(datetime.now(UTC).timestamp() * 1000)
        people, tally = file.participants(session), file.tally(session)
        return cls(
            session=file.session(session),
            prompts=file.prompts(session),
            participants=people,
            tally=tally,
            timing=timing(file.room_notes(session), file.heard_when(session), now),
            voices=voices(people, tally.perspectives),
            leading=leading(file.latest(session, RECENT)),
        )

    @property
    def spoke(self) -> int:
        """How many people spoke: as whoever ran the session counted, else as the notes have it."""
        return self.voices.people if self.session.spoke is None else self.session.spoke


def _agenda_options(parser: parsers.Parser) -> None:
    parsers.add_file(parser)
    parser.add_argument(
        "--add", metavar="TEXT", type=parsers.line, help="add a prompt that nobody planned, as last"
    )
    parser.add_argument(
        "--minutes", metavar="N", type=parsers.number, help="how long the added one should have"
    )
    parser.add_argument(
        "--break",
        dest="pause",
        choices=("begins", "ends"),
        help="note that a break begins now, or that it ends: the time of the prompt stands still",
    )
    parsers.add_session(parser)
    parsers.add_author(parser)
    parsers.add_json(parser)


def _agenda(args: Namespace) -> int:
    if args.add is None and args.minutes is not None:
        raise WrongUse("--minutes is for a prompt that is added: write --add and its words too.")
    is_read = args.add is None and args.pause is None
    opened = files.open_to_read if is_read else files.open_to_write
    with opened(args) as file:
        session = files.one_session(file, args)
        if args.pause is not None:
            _note_break(file, session, begins=args.pause == "begins")
        if args.add is not None:
            _add(file, session, args.add, args.minutes)
        room = Room.of(file, session)
    if args.json:
        say_exactly(as_json.document(_agenda_as_json(room)))
    else:
        say("\n".join(agenda_lines(room)))
    return 0


def _note_break(file: SessionFile, session: str, *, begins: bool) -> None:
    is_on = Room.of(file, session).timing.break_since is not None
    if begins and is_on:
        raise WrongUse("A break is on already: --break ends says that it is over.")
    if not begins and not is_on:
        raise WrongUse("No break is on: --break begins says that one begins.")
    file.note_break(session, begins=begins)


def _add(file: SessionFile, session: str, text: str, minutes: int | None) -> None:
    from listening.store.asked import PromptPlan

    if not text:
        raise WrongUse("A prompt has words: write them after --add.")
    there = [PromptPlan(each.text or "", each.minutes, each.id) for each in file.prompts(session)]
    file.arrange(session, [*there, PromptPlan(text, minutes or None)])


def _voices_options(parser: parsers.Parser) -> None:
    parsers.add_file(parser)
    parsers.add_session(parser)
    parsers.add_json(parser)


def _voices(args: Namespace) -> int:
    with files.open_to_read(args) as file:
        room = Room.of(file, files.one_session(file, args))
    if args.json:
        say_exactly(as_json.document(_voices_as_json(room)))
    else:
        say("\n".join(voices_lines(room)))
    return 0


# In plain text -----------------------------------------------------------------------------------


def agenda_lines(room: Room) -> Iterator[str]:
    """Yield the prompts with their minutes, what was not on the agenda, and the breaks."""
    for asked in room.prompts:
        yield _prompt_line(asked, room)
    if not room.prompts:
        yield "This session has no prompts."
    elif room.tally.no_prompt:
        yield f"No prompt: {room.tally.no_prompt:,} heard."
    off = room.tally.kinds.get(Kind.OFF_AGENDA, 0)
    yield f"Not on today's agenda: {off:,} collected."
    yield _breaks(room.timing)


def voices_lines(room: Room) -> Iterator[str]:
    """Yield who was heard and who not yet, and how many spoke; no person by name or handle."""
    for key, number in room.voices.heard:
        yield f"Heard from {perspective_label(key)}: at least {counted(number, 'contribution')}."
    yield from _heard_besides(room.tally)
    if room.voices.not_yet:
        yield f"Not yet heard from: {listed([perspective_label(key) for key in room.voices.not_yet])}."
    yield _how_many_spoke(room.spoke, room.session.in_room)
    if room.voices.unsaid:
        yield (
            f"{room.voices.unsaid:,} of {room.voices.people:,} who spoke under a handle have not said "
            "from where they speak."
        )
    if room.leading:
        yield f"More than half of the last 20 contributions came from: {perspective_label(room.leading)}."
    yield from (_prompt_line(asked, room) for asked in room.prompts)


def _heard_besides(tally: Tally) -> Iterator[str]:
    if tally.not_said:
        yield f"Perspective not said: at least {counted(tally.not_said, 'contribution')}."
    if tally.by_the_room:
        yield f"Heard from the room: at least {counted(tally.by_the_room, 'contribution')}."


def _how_many_spoke(spoke: int, in_room: int | None) -> str:
    people = counted(spoke, "person").replace("persons", "people")
    if in_room is None:
        return f"At least {people} spoke."
    if spoke > in_room:
        return f"At least {people} spoke, more than the {in_room:,} noted as in the room."
    return f"At least {people} of {in_room:,} in the room spoke."


def _prompt_line(asked: Prompt, room: Room) -> str:
    had, planned = room.timing.minutes(asked.id), asked.minutes
    of = f"{had:,} of " if planned else ""
    minutes = counted(planned or had, "minute")
    over = ", running over" if planned and had > planned else ""
    here = " The room was last here." if asked.id == room.timing.prompt else ""
    heard = room.tally.prompts.get(asked.id, 0)
    return (
        f"Prompt {asked.number}: {ended(asked.text or '')} At least {of}{minutes}{over}. "
        f"Heard: {heard:,}.{here}"
    )


def _breaks(timing: Timing) -> str:
    ended = [each for each in timing.breaks if each.ended is not None]
    is_on = timing.break_since is not None
    before = f"{counted(len(ended), 'break')} noted." if ended else ""
    none = "" if ended or is_on else "No break noted."
    return " ".join(filter(None, (before, none, "There is a break now." if is_on else "")))


# As JSON -----------------------------------------------------------------------------------------


def _agenda_as_json(room: Room) -> as_json.Json:
    return {
        "session": room.session.id,
        "prompts": _prompts_as_json(room),
        "no_prompt": room.tally.no_prompt,
        "off_agenda": room.tally.kinds.get(Kind.OFF_AGENDA, 0),
        "breaks": [_break_as_json(each) for each in room.timing.breaks],
        "on_break": room.timing.break_since is not None,
    }


def _voices_as_json(room: Room) -> as_json.Json:
    return {
        "session": room.session.id,
        "heard": dict(room.voices.heard),
        "not_yet": list(room.voices.not_yet),
        "spoke": room.spoke,
        "in_room": room.session.in_room,
        "unsaid": room.voices.unsaid,
        "heard_not_said": room.tally.not_said,
        "heard_from_the_room": room.tally.by_the_room,
        "leading": room.leading,
        "prompts": _prompts_as_json(room),
    }


def _prompts_as_json(room: Room) -> Sequence[as_json.Json]:
    return [
        {**as_json.prompt(asked, room.tally), "had": room.timing.minutes(asked.id)}
        for asked in room.prompts
    ]


def _break_as_json(each: Break) -> as_json.Json:
    return {"began": _iso(each.began), "ended": None if each.ended is None else _iso(each.ended)}


def _iso(ms: int) -> str:
    return datetime.fromtimestamp(ms / 1000, UTC).astimezone().isoformat(timespec="seconds")


COMMANDS: Mapping[str, Command] = {
    "agenda": Command(
        _agenda_options,
        _agenda,
        "listening agenda brixton --add 'What else is there?' --minutes 10",
    ),
    "voices": Command(_voices_options, _voices, "listening voices brixton"),
}
"""The commands of this module."""
