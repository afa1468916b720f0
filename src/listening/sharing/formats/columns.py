"""The columns of a table of contributions: what each is called, what it holds, who may see it.

Every format that is a table writes these columns, in this order. A value is the key that commands
and JSON use, so that what was exported can be read back; many values stand in one cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Literal, NamedTuple, TypeAlias

from listening.model.records import Session
from listening.model.vocabulary import Area, Audience, Captured, Check, Kind, Perspective, Sharing
from listening.sharing.disclosed import OTHER_PERSPECTIVES, Disclosed, Shown
from listening.sharing.formats.options import Step

_VALUE = r"((?:[^\\;]|\\.)*)(?:; ?|$)"
"""One of many values in a cell, and the semicolon after it."""

Value: TypeAlias = str | int | bool | tuple[str, ...] | None
"""What a cell holds: perhaps many values; None where nothing was said."""


class Row(NamedTuple):
    """One contribution with what stands around it."""

    session: Session
    prompt: str | None
    """The text of the prompt that was open."""
    said: Shown


class Column(NamedTuple):
    """One column of the table."""

    key: str
    """How programs name it."""
    title: str
    """How people name it."""
    about: str
    """What it holds, in whole sentences."""
    path: str
    """Where in a `Row` its value stands."""
    type: Literal["string", "integer", "boolean"] = "string"
    terms: tuple[str, ...] = ()
    """The only values that it can have; empty where it may hold anything."""
    needed: bool = False
    """Whether every row has a value."""
    for_team: bool = False
    """Whether the team alone may ever see it."""


def columns_for(audience: Audience) -> tuple[Column, ...]:
    """Return the columns that an audience may see something in."""
    return tuple(each for each in _COLUMNS if audience is Audience.TEAM or not each.for_team)


def rows_of(sessions: Sequence[Disclosed], step: Step) -> Iterator[Row]:
    """Yield every contribution of the sessions, and tell how far the work is."""
    of = sum(len(disclosed.contributions) for disclosed in sessions)
    done = 0
    for disclosed in sessions:
        prompts = {prompt.number: prompt.text for prompt in disclosed.prompts}
        for said in disclosed.contributions:
            yield Row(disclosed.session, prompts.get(said.prompt or 0), said)
            done += 1
            step(done, of)


def written_once(path: str, rows: Iterable[Row], write: Callable[[Value], str]) -> list[str]:
    """Return what is written for a value of each row; each value is, once, however many rows have it.

    Args:
        path: where in a row the value stands.
        rows: the rows.
        write: what a value is written as.
    """
    values = list(map(attrgetter(path), rows))
    written = {value: write(value) for value in set(values)}
    return [written[value] for value in values]


def reader(columns: Iterable[Column]) -> Callable[[Row], tuple[Value, ...]]:
    """Return what takes the values of several columns out of a row."""
    return attrgetter(*(column.path for column in columns))


@lru_cache(maxsize=4096)
def joined(values: tuple[str, ...]) -> str:
    """Return many values as the text of one cell.

    A semicolon stands between them; one inside a value has a backslash before it, and so has a
    backslash.
    """
    return "; ".join(map(_escaped, values))


def parted(cell: str) -> tuple[str, ...]:
    """Return the values that `joined` put into one cell; a space after a semicolon may be missing."""
    return tuple(re.sub(r"\\(.)", r"\1", each) for each in re.findall(_VALUE, cell) if each)


def as_text(value: Value) -> str:
    """Return a value as the text of a cell; nothing where nothing was said."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, tuple):
        return joined(value)
    return str(value).lower()


def _escaped(value: str) -> str:
    return re.sub(r"[\\;]", r"\\\g<0>", value) if "\\" in value or ";" in value else value


_MANY = "Many values are separated by a semicolon and a space; a semicolon or backslash inside one has a backslash before it."

_COLUMNS = (
    Column(
        "session",
        "Session",
        "The id of the session in which this was said.",
        "session.id",
        needed=True,
    ),
    Column(
        "session_title",
        "Title of the session",
        "The title of the session in which this was said.",
        "session.title",
    ),
    Column(
        "session_date",
        "Date of the session",
        "The date of the session as it was set up: YYYY-MM-DD, where it was given so.",
        "session.date",
    ),
    Column(
        "id",
        "Contribution",
        "The id of the contribution, by which it can be found in the session file.",
        "said.id",
        needed=True,
    ),
    Column(
        "prompt",
        "Number of the prompt",
        "The number of the prompt that was open, from 1; empty outside the prompts.",
        "said.prompt",
        type="integer",
    ),
    Column(
        "prompt_text",
        "Prompt",
        "The words of the prompt that was open.",
        "prompt",
    ),
    Column(
        "words",
        "Words",
        "What was said, in people's own words. Empty where this audience does not see them, and "
        "where nothing of them was kept.",
        "said.words",
    ),
    Column(
        "paraphrase",
        "Paraphrase",
        "The same in other words, where somebody wrote them and this audience sees them.",
        "said.paraphrase",
    ),
    Column(
        "areas",
        "Areas",
        f"Which of the three areas that need to change it is about: {', '.join(Area)}. Empty: not yet "
        f"tagged, or none of the three. {_MANY}",
        "said.areas",
    ),
    Column(
        "none_of_three",
        "None of the three areas",
        "Whether somebody decided that none of the three areas fits.",
        "said.none_of_three",
        type="boolean",
        needed=True,
    ),
    Column(
        "codes",
        "Codes",
        f"The themes that it carries: of a lens (lens/code), or of people's own. {_MANY}",
        "said.codes",
    ),
    Column(
        "kind",
        "Kind",
        "What sort of contribution it is; empty where nobody said.",
        "said.kind",
        terms=tuple(Kind),
    ),
    Column(
        "captured",
        "How it was captured",
        "How the words were taken down.",
        "said.captured",
        terms=tuple(Captured),
    ),
    Column(
        "sharing",
        "Sharing",
        "What those who spoke allow to be done with it, the room's rule applied. It goes on holding "
        "for whoever has this file.",
        "said.sharing",
        terms=tuple(Sharing),
        needed=True,
    ),
    Column(
        "check",
        "Check",
        "Whether those who spoke have heard it read back, and what they said of it.",
        "said.check",
        terms=tuple(Check),
        needed=True,
    ),
    Column(
        "name",
        "Name as agreed",
        "The name under which it may be quoted, exactly as it was agreed; for a named quote only.",
        "said.name",
    ),
    Column(
        "perspectives",
        "Perspectives",
        f"From where they speak, as they said themselves: {', '.join(Perspective)}, own words, or "
        f"“{OTHER_PERSPECTIVES}” where too few people hold one for it to be named. {_MANY}",
        "said.perspectives",
    ),
    Column(
        "handle",
        "Handle",
        "The handle of who said it: a pseudonym, which is still personal data. Empty for the room as "
        "a whole.",
        "said.behind.handle",
        for_team=True,
    ),
    Column(
        "own_sharing",
        "Sharing as said",
        "What was said of the sharing of this contribution alone; empty where nothing was.",
        "said.behind.own_sharing",
        terms=tuple(Sharing),
        for_team=True,
    ),
    Column(
        "consent_asked",
        "Consent asked",
        "Whether the speaker was asked what may be done with these words.",
        "said.behind.consent_asked",
        type="boolean",
        for_team=True,
    ),
    Column(
        "author",
        "Note-taker",
        "Who wrote it down.",
        "said.behind.author",
        for_team=True,
    ),
    Column(
        "at",
        "Time",
        "When it was captured: ISO 8601, with the offset of the note-taker's clock.",
        "said.behind.at",
        for_team=True,
    ),
)
"""Every column, in the order of the table."""
