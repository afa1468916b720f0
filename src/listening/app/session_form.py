"""The set-up form: its fields in their order, and what was filled in, read as facts of a session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto

from listening.app.dates import show_iso
from listening.model import lenses
from listening.model.errors import WrongUse
from listening.model.records import Session
from listening.model.text import sanitise, single_line
from listening.model.vocabulary import DEFAULT_SHARING, Mode, Sharing
from listening.model.written_days import read_date
from listening.store.setup import check_spoke

_TO_COME = ("feedback_date", "keep_until")
"""The dates that lie ahead, whatever year is left out."""

Facts = dict[str, str | int | None]
"""Facts of a session by the names of `Session`'s fields."""


class Shape(Enum):
    """How a field is filled in."""

    LINE = auto()
    TEXT = auto()
    DATE = auto()
    NUMBER = auto()
    ONE_OF = auto()
    SOME_OF = auto()
    PROMPTS = auto()


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be ticked."""

    key: str
    """The key that the file keeps."""
    label: str
    """How it is shown."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the form."""

    name: str
    """The fact of a session that it sets."""
    label: str
    """What stands beside it."""
    shape: Shape = Shape.LINE
    hint: str = ""
    """An example or a reason, shown where nothing is filled in yet."""
    choices: tuple[Choice, ...] = ()
    """What can be ticked."""


_RULES = {
    Sharing.NAMED: "named quote: word for word, named where agreed",
    Sharing.UNNAMED: "unnamed quote: word for word, never with who said it",
    Sharing.PARAPHRASE: "paraphrase only: told in other words",
    Sharing.ANALYSIS: "analysis only: counted, never quoted",
}
_MODES = tuple(Choice(mode.value, mode.label) for mode in Mode)


def rule_choices(now: str | None = None) -> tuple[Choice, ...]:
    """Return the rules that a room can choose, from most to least, with one that it has already."""
    offered = tuple(Choice(rule.value, text) for rule, text in _RULES.items())
    if now == Sharing.OFF:
        return (*offered, Choice(Sharing.OFF.value, "off record: only that something was said"))
    return offered


def _lens_choices() -> tuple[Choice, ...]:
    return tuple(Choice(lens.key, lens.label) for lens in lenses.all_lenses())


def first_fields(rule: str | None = None) -> tuple[Field, ...]:
    """Return what most sessions fill in; only the title is needed."""
    return (
        Field("title", "Title", hint="such as Brixton Library, March"),
        Field("date", "Date", Shape.DATE, "such as 24 March, or 24/3/2026"),
        Field("place", "Place", hint="an area or a venue, never anybody's home"),
        Field("mode", "How you meet", Shape.ONE_OF, choices=_MODES),
        Field(
            "prompts",
            "Prompts",
            Shape.PROMPTS,
            "One a line, such as\n20 min: What gets in the way?",
        ),
        Field("facilitator", "Facilitator", hint="who leads the session"),
        Field("note_taker", "Note-taker", hint="who writes down what is said"),
        Field("purpose", "Purpose", Shape.TEXT, "what the room comes together for"),
        Field("who_decides", "Who decides", hint="who can act on what is said"),
        Field("room_rule", "Sharing: at most", Shape.ONE_OF, choices=rule_choices(rule)),
        Field("lenses", "Lenses, if any", Shape.SOME_OF, choices=_lens_choices()),
        Field("safeguarding", "Safeguarding", hint="whom to go to with a worry, and how"),
        Field("feedback_date", "Hear back by", Shape.DATE, "the day promised for an answer"),
    )


MORE: tuple[Field, ...] = (
    Field("series", "Series", hint="the row of sessions that this is one of"),
    Field("starts", "Begins", hint="such as 14:00"),
    Field("ends", "Ends", hint="such as 16:00"),
    Field("can_change", "Can change", Shape.TEXT, "what this session can have an effect on"),
    Field("cannot_change", "Cannot change", Shape.TEXT, "what it cannot, said openly"),
    Field("agreements", "Agreements", Shape.TEXT, "how the room agreed to be with one another"),
    Field("access", "Access", Shape.TEXT, "what was arranged so that everybody can take part"),
    Field("in_room", "In the room", Shape.NUMBER, "how many people"),
    Field("spoke", "Spoke", Shape.NUMBER, "how many of them"),
    Field("responsible", "Responsible", hint="who answers for these notes"),
    Field("basis", "On what basis", hint="in your own words"),
    Field(
        "privacy_notice", "Privacy notice", Shape.TEXT, "what people were told, or where it stands"
    ),
    Field("keep_until", "Keep until", Shape.DATE, "the day to delete these notes"),
)
"""What else can be said of a session."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was filled in, understood."""

    facts: Facts
    """The facts that could be read."""
    troubles: Mapping[str, str] = field(default_factory=dict)
    """One sentence for each field that could not be read."""


def filled_in(session: Session) -> dict[str, str]:
    """Return what stands in the form when this session is opened in it."""
    return {
        one.name: _shown(one, getattr(session, one.name, None)) for one in (*first_fields(), *MORE)
    }


def _shown(one: Field, value: object) -> str:
    text = "" if value is None else str(value)
    if one.shape is Shape.DATE:
        return show_iso(text)
    if one.shape is Shape.SOME_OF:
        known = {choice.key for choice in one.choices}
        return " ".join(key for key in text.split() if key in known)
    return text


def blank(author: str, today: str) -> dict[str, str]:
    """Return what stands in the form of a new session."""
    return {"date": today, "note_taker": author, "room_rule": DEFAULT_SHARING.value}


def read_form(filled: Mapping[str, str], today: date) -> Reading:
    """Read what was filled in; whatever cannot be read is told with its reason."""
    facts: Facts = {}
    troubles: dict[str, str] = {}
    for one in (*first_fields(), *MORE):
        if one.shape is Shape.PROMPTS or one.name not in filled:
            continue
        try:
            facts[one.name] = read_field(one, filled[one.name], today)
        except WrongUse as trouble:
            troubles[one.name] = str(trouble)
    try:
        check_spoke(facts.get("spoke"), facts.get("in_room"))
    except WrongUse as trouble:
        troubles["spoke"] = str(trouble)
    return Reading(facts, troubles)


def read_field(one: Field, text: str, today: date) -> str | int | None:
    """Return the fact that was filled in, None where nothing was.

    Raises:
        WrongUse: it cannot be read.
    """
    written = sanitise(text) if one.shape is Shape.TEXT else single_line(text)
    if one.name == "title" and not written:
        raise WrongUse("A session needs a title: a few words are enough, such as “Library, March”.")
    if one.shape is Shape.DATE:
        day = read_date(written, today, to_come=one.name in _TO_COME)
        return day.isoformat() if day else None
    if one.shape is Shape.NUMBER and written:
        return _number(written)
    return written or None


def _number(written: str) -> int:
    if not (written.isascii() and written.isdigit() and len(written) < 7):
        raise WrongUse(
            f"“{written}” cannot be read as a number of people: write digits, such as 24."
        )
    return int(written)
