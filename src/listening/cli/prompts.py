"""Prompts by the number that people see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listening.cli import parsers
from listening.model.errors import WrongUse

if TYPE_CHECKING:
    from listening.cli.parsers import Parser
    from listening.store.asking import Asking
    from listening.store.session_file import SessionFile


def add_prompt(parser: Parser) -> None:
    """Let a command take the number of a prompt."""
    parser.add_argument(
        "--prompt",
        metavar="N",
        type=parsers.number,
        help="the number of the prompt that was open, from 1",
    )


def token(file: SessionFile, session: str, number: int | None) -> str | None:
    """Return the token of the prompt with a number; None where no number was given.

    Raises:
        WrongUse: the session has no such prompt.
    """
    if number is None:
        return None
    there = file.prompts(session)
    _must_be_there(number, len(there), "this session has")
    return there[number - 1].id


def known_number(file: Asking, session: str | None, number: int | None) -> int | None:
    """Return the number of a prompt that a session has, or any session of the file; None for None.

    Raises:
        WrongUse: no session has such a prompt.
    """
    if number is None:
        return None
    sessions = [each.id for each in file.sessions()] if session is None else [session]
    most = max((len(file.prompts(each)) for each in sessions), default=0)
    whose = "this session has" if len(sessions) == 1 else "no session of this file has more than"
    _must_be_there(number, most, whose)
    return number


def _must_be_there(number: int, known: int, whose: str) -> None:
    if not 1 <= number <= known:
        raise WrongUse(f"There is no prompt {number}: {whose} {known or 'no prompts'}.")
