"""`setup`: see and change what a session was set up with; the former facts stay in its history."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from listening.cli import as_json, files, parsers, telling
from listening.cli.new import FACTS, add_fact, planned, stated
from listening.cli.printing import say, say_exactly
from listening.cli.show import facts_of
from listening.cli.table import Command
from listening.model.errors import WrongUse

if TYPE_CHECKING:
    from listening.model.records import Prompt
    from listening.store.asked import PromptPlan
    from listening.store.session_file import SessionFile


def _options(parser: parsers.Parser) -> None:
    parsers.add_file(parser)
    for fact in FACTS:
        add_fact(parser, fact, parse=_or_nothing(fact.parse))
    parser.add_argument(
        "--prompt",
        metavar="N=TEXT",
        action="append",
        default=[],
        help="what prompt N shall ask, once for each, as in “2=20 min: What works?”; “2=” takes it out",
    )
    parser.add_argument(
        "--lens",
        metavar="KEY",
        action="append",
        help="the lenses to use from now on, once for each; “” for none",
    )
    parsers.add_session(parser)
    parsers.add_author(parser)
    parsers.add_json(parser)


def _or_nothing(parse: Callable[[str], str]) -> Callable[[str], str]:
    """Return a way to read a fact by which nothing, “”, takes the fact away."""

    def read(text: str) -> str:
        return parse(text) if text.strip() else ""

    return read


def _run(args: Namespace) -> int:
    facts = stated(args)
    if args.lens is not None:
        facts["lenses"] = " ".join(args.lens).strip()
    if facts or args.prompt:
        with files.open_to_write(args) as file, file.together():
            session = files.one_session(file, args)
            if facts:
                file.describe(session, facts)
            if args.prompt:
                file.arrange(session, _agenda(file.prompts(session), args.prompt))
            _tell(file, session, as_document=args.json)
    else:
        with files.open_to_read(args) as file:
            _tell(file, files.one_session(file, args), as_document=args.json)
    return 0


def _agenda(there: tuple[Prompt, ...], changes: list[str]) -> list[PromptPlan]:
    """Return the agenda with the prompts that are named changed or taken out.

    Raises:
        WrongUse: a change names no prompt of the agenda.
    """
    from listening.store.asked import PromptPlan

    plan = {one.number: PromptPlan(one.text or "", one.minutes, one.id) for one in there}
    for change in changes:
        number, equals, text = change.partition("=")
        if not equals or not number.strip().isdecimal():
            raise WrongUse(f"“{change}” changes no prompt: write N=TEXT, as in “2=What works?”.")
        at = int(number)
        if at not in plan:
            raise WrongUse(
                f"There is no prompt {at}: this session has {len(there)}; “listening agenda --add” adds one."
            )
        plan[at] = _changed(plan[at], text)
    return list(plan.values())


def _changed(former: PromptPlan, text: str) -> PromptPlan:
    """Return a prompt with other words; its minutes stay where none are given."""
    from listening.store.asked import PromptPlan

    if not text.strip():
        return PromptPlan("", None, former.id)
    asked = planned(text)
    return PromptPlan(asked.text, asked.minutes or former.minutes, former.id)


def _tell(file: SessionFile, own: str, *, as_document: bool) -> None:
    session, prompts = file.session(own), file.prompts(own)
    if as_document:
        say_exactly(as_json.document(as_json.session(session, prompts, file.tally(own))))
        return
    for line in facts_of(session):
        say(line)
    for one in prompts:
        say(f"Prompt {telling.prompt(one)}")


COMMANDS: Mapping[str, Command] = {
    "setup": Command(
        _options, _run, "listening setup brixton --in-room 24 --spoke 12 --feedback-date 2026-05-01"
    ),
}
"""The command of this module."""
