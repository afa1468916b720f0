"""The columns of a table of contributions: what each is called, what it holds, who may see it.

Every format that is a table writes these columns, in this order. A value is the key that commands
and JSON use, so that what was exported can be read back; many values stand in one cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from listening.model.records import Session
from listening.model.vocabulary import Area, Audience, Captured, Check, Kind, Perspective, Sharing
from listening.sharing.disclosed import OTHER_PERSPECTIVES, Behind, Disclosed, Shown
from listening.sharing.formats.options import Step

_VALUE = re.compile(r"((?:[^\\;]|\\.)*)(?:; ?|$)")
"""One of many values in a cell, and the semicolon after it."""

Value: TypeAlias = str | int | bool | None
"""What a cell holds; None where nothing was said."""


class Row(NamedTuple):
    """One contribution with what stands around it."""

    session: Session
    prompt: str | None
    """The text of the prompt that was open."""
    said: Shown


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table."""

    key: str
    """How programs name it."""
    title: str
    """How people name it."""
    about: str
    """What it holds, in whole sentences."""
    read: Callable[[Row], Value]
    """Takes its value out of a row."""
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


def joined(values: Iterable[str]) -> str | None:
    """Return many values as the text of one cell; None where there are none.

    A semicolon stands between them; one inside a value has a backslash before it, and so has a
    backslash.
    """
    return "; ".join(map(_escaped, values)) or None


def parted(cell: str) -> tuple[str, ...]:
    """Return the values that `joined` put into one cell; a space after a semicolon may be missing."""
    return tuple(re.sub(r"\\(.)", r"\1", each) for each in _VALUE.findall(cell) if each)


def as_text(value: Value) -> str:
    """Return a value as the text of a cell; nothing where nothing was said."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _escaped(value: str) -> str:
    return re.sub(r"[\\;]", r"\\\g<0>", value) if "\\" in value or ";" in value else value


def _behind(read: Callable[[Behind], Value]) -> Callable[[Row], Value]:
    """Return how something is read that stands behind a contribution, if this audience sees it."""
    return lambda row: read(row.said.behind) if row.said.behind else None


_MANY = "Many values are separated by a semicolon and a space; a semicolon or backslash inside one has a backslash before it."

_COLUMNS = (
    Column(
        "session",
        "Session",
        "The id of the session in which this was said.",
        lambda row: row.session.id,
        needed=True,
    ),
    Column(
        "session_title",
        "Title of the session",
        "The title of the session in which this was said.",
        lambda row: row.session.title,
    ),
    Column(
        "session_date",
        "Date of the session",
        "The date of the session as it was set up: YYYY-MM-DD, where it was given so.",
        lambda row: row.session.date,
    ),
    Column(
        "id",
        "Contribution",
        "The id of the contribution, by which it can be found in the session file.",
        lambda row: row.said.id,
        needed=True,
    ),
    Column(
        "prompt",
        "Number of the prompt",
        "The number of the prompt that was open, from 1; empty outside the prompts.",
        lambda row: row.said.prompt,
        type="integer",
    ),
    Column(
        "prompt_text",
        "Prompt",
        "The words of the prompt that was open.",
        lambda row: row.prompt,
    ),
    Column(
        "words",
        "Words",
        "What was said, in people's own words. Empty where this audience does not see them, and "
        "where nothing of them was kept.",
        lambda row: row.said.words,
    ),
    Column(
        "paraphrase",
        "Paraphrase",
        "The same in other words, where somebody wrote them and this audience sees them.",
        lambda row: row.said.paraphrase,
    ),
    Column(
        "areas",
        "Areas",
        f"Which of the three areas that need to change it is about: {', '.join(Area)}. Empty: not yet "
        f"tagged, or none of the three. {_MANY}",
        lambda row: joined(row.said.areas),
    ),
    Column(
        "none_of_three",
        "None of the three areas",
        "Whether somebody decided that none of the three areas fits.",
        lambda row: row.said.none_of_three,
        type="boolean",
        needed=True,
    ),
    Column(
        "codes",
        "Codes",
        f"The themes that it carries: of a lens (lens/code), or of people's own. {_MANY}",
        lambda row: joined(row.said.codes),
    ),
    Column(
        "kind",
        "Kind",
        "What sort of contribution it is; empty where nobody said.",
        lambda row: row.said.kind,
        terms=tuple(Kind),
    ),
    Column(
        "captured",
        "How it was captured",
        "How the words were taken down.",
        lambda row: row.said.captured,
        terms=tuple(Captured),
    ),
    Column(
        "sharing",
        "Sharing",
        "What those who spoke allow to be done with it, the room's rule applied. It goes on holding "
        "for whoever has this file.",
        lambda row: row.said.sharing,
        terms=tuple(Sharing),
        needed=True,
    ),
    Column(
        "check",
        "Check",
        "Whether those who spoke have heard it read back, and what they said of it.",
        lambda row: row.said.check,
        terms=tuple(Check),
        needed=True,
    ),
    Column(
        "name",
        "Name as agreed",
        "The name under which it may be quoted, exactly as it was agreed; for a named quote only.",
        lambda row: row.said.name,
    ),
    Column(
        "perspectives",
        "Perspectives",
        f"From where they speak, as they said themselves: {', '.join(Perspective)}, own words, or "
        f"“{OTHER_PERSPECTIVES}” where too few people hold one for it to be named. {_MANY}",
        lambda row: joined(row.said.perspectives),
    ),
    Column(
        "handle",
        "Handle",
        "The handle of who said it: a pseudonym, which is still personal data. Empty for the room as "
        "a whole.",
        _behind(lambda behind: behind.handle),
        for_team=True,
    ),
    Column(
        "own_sharing",
        "Sharing as said",
        "What was said of the sharing of this contribution alone; empty where nothing was.",
        _behind(lambda behind: behind.own_sharing),
        terms=tuple(Sharing),
        for_team=True,
    ),
    Column(
        "consent_asked",
        "Consent asked",
        "Whether the speaker was asked what may be done with these words.",
        _behind(lambda behind: behind.consent_asked),
        type="boolean",
        for_team=True,
    ),
    Column(
        "author",
        "Note-taker",
        "Who wrote it down.",
        _behind(lambda behind: behind.author),
        for_team=True,
    ),
    Column(
        "at",
        "Time",
        "When it was captured: ISO 8601, with the offset of the note-taker's clock.",
        _behind(lambda behind: behind.at),
        for_team=True,
    ),
)
"""Every column, in the order of the table."""
