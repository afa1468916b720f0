"""Prompts by the number that people see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from listening.cli import parsers
from listening.model.errors import WrongUse

if TYPE_CHECKING:
    from listening.cli.parsers import Parser
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
    if not 1 <= number <= len(there):
        raise WrongUse(_none_such(number, len(there)))
    return there[number - 1].id


def _none_such(number: int, known: int) -> str:
    if known == 0:
        return f"There is no prompt {number}: this session has no prompts."
    return f"There is no prompt {number}: this session's prompts are numbered from 1 to {known}."
