"""`show`: the session with its figures, or one contribution with its history."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from listening.cli import afterwards, as_json, as_json_following, files, parsers, telling
from listening.cli.fields import names_of
from listening.cli.printing import say, say_exactly
from listening.cli.recounting import actions, recounted
from listening.cli.table import Command
from listening.model.lenses import label_of
from listening.model.records import Session
from listening.model.sentences import counted, ended
from listening.model.vocabulary import Check, perspective_label
from listening.sharing import labels

if TYPE_CHECKING:
    from listening.store.session_file import SessionFile
    from listening.store.views import Tally


def _options(parser: parsers.Parser) -> None:
    parsers.add_file(parser)
    parser.add_argument(
        "id", metavar="ID", nargs="?", help="one contribution; without it, the session"
    )
    parsers.add_session(parser)
    parsers.add_json(parser)


def _run(args: Namespace) -> int:
    with files.open_to_read(args) as file:
        if args.id is not None:
            _show_contribution(file, args.id, as_document=args.json)
        else:
            _show_sessions(file, args.session, as_document=args.json)
    return 0


def _show_contribution(file: SessionFile, ref: str, *, as_document: bool) -> None:
    said = file.contribution(ref)
    entries = file.history(said.id)
    if as_document:
        changes = [as_json.history_entry(entry) for entry in entries]
        more = {
            "own_tags": afterwards.own_tags(file, said),
            "other_wordings": afterwards.other_wordings(file, said),
            "links": [as_json_following.link(one) for one in file.links_of(said.id)],
            "answered_by": [one.id for one in file.commitments() if said.id in one.answers],
            "history": changes,
        }
        say_exactly(as_json.document({**as_json.contribution(said), **more}))
        return
    say(telling.paragraph(said))
    for line in afterwards.lines_about(file, said):
        say(line)
    say(f"\nWritten down by {said.author or 'somebody'}. Its history:")
    for sentence in recounted(actions(entries), names_of(file), only=True):
        say(sentence)


def _show_sessions(file: SessionFile, ref: str | None, *, as_document: bool) -> None:
    there = (file.session(ref),) if ref else file.sessions()
    if as_document:
        shown = [_as_json(file, session) for session in there]
        say_exactly(as_json.document(shown[0] if len(shown) == 1 else _several(file, shown)))
        return
    for session in there:
        say("\n".join(lines_of(file, session)))
        say()


def _as_json(file: SessionFile, session: Session) -> as_json.Json:
    about = as_json.session(session, file.prompts(session.id), file.tally(session.id))
    return {**about, **afterwards.as_json(file, session.id)}


def _several(file: SessionFile, shown: list[as_json.Json]) -> as_json.Json:
    conflicts = sum(each["conflicts"] for each in shown)
    return {"sessions": shown, "counts": as_json.counts(file.tally()), "conflicts": conflicts}


def lines_of(file: SessionFile, session: Session) -> Iterator[str]:
    """Yield what there is to say of a session, a line for each thing."""
    figures = file.tally(session.id)
    yield from facts_of(session)
    prompts = file.prompts(session.id)
    for asked in prompts:
        heard = figures.prompts.get(asked.id, 0)
        yield f"Prompt {ended(telling.prompt(asked))} Heard: {heard:,}."
    if prompts and figures.no_prompt:
        yield f"No prompt: {figures.no_prompt:,} heard."
    yield from figures_of(figures)
    yield from afterwards.lines_of(file, session.id)


def facts_of(session: Session) -> Iterator[str]:
    """Yield what is known of a session before people speak."""
    yield session.title
    yield f"Session: {session.id}"
    day = telling.long_date(session.date) if session.date else None
    for label, held in labels.told(labels.FACTS, session, date=day):
        if held not in (None, (), ""):
            yield f"{label}: {_on_one_line(held)}"


def _on_one_line(held: labels.Told) -> str:
    return ", ".join(held) if isinstance(held, tuple) else "; ".join(str(held).split("\n"))


def figures_of(figures: Tally) -> Iterator[str]:
    """Yield the figures of a session as sentences."""
    yield f"At least {counted(figures.heard, 'contribution')} heard.{_taken_back(figures)}"
    areas = ", ".join(f"{area.label} {number:,}" for area, number in figures.areas.items())
    yield f"Areas: {areas}. None of the three: {figures.none_of_three:,}. Not yet tagged: {figures.untagged:,}."
    kinds = {kind.label: number for kind, number in figures.kinds.items()}
    yield from _line("Kinds", {**kinds, **_some("no kind", figures.no_kind)} if kinds else {})
    yield from _line("Codes", {label_of(code): number for code, number in figures.codes.items()})
    yield from _line("Heard from", _heard_from(figures))
    yield from _line("Sharing", {level.label: number for level, number in figures.sharing.items()})
    yield from _line(
        "Check state", {state.label: number for state, number in figures.checks.items()}
    )
    if figures.removed:
        yield f"Removed, and not counted: {figures.removed:,}."


def _heard_from(figures: Tally) -> Mapping[str, int]:
    """Return from where was heard, what nobody said of it, and what the room said together."""
    told = {perspective_label(key): number for key, number in figures.perspectives.items()}
    return {**told, **_some("not said", figures.not_said), **_some("the room", figures.by_the_room)}


def _some(name: str, number: int) -> Mapping[str, int]:
    """Return a figure, or none where it is nought."""
    return {name: number} if number else {}


def _taken_back(figures: Tally) -> str:
    """Return how many of those heard were taken back: no export and no report counts them."""
    number = figures.checks.get(Check.WITHDRAWN, 0)
    was = "was" if number == 1 else "were"
    return f" {number:,} of them {was} taken back, which exports do not count." if number else ""


def _line(label: str, figures: Mapping[str, int]) -> Iterator[str]:
    if figures:
        yield f"{label}: {', '.join(f'{name} {number:,}' for name, number in figures.items())}."


COMMANDS: Mapping[str, Command] = {
    "show": Command(_options, _run, "listening show brixton"),
}
"""The command of this module."""
