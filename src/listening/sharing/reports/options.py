"""What a report is told besides what was disclosed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from listening.model.vocabulary import Term


class Purpose(Term):
    """What a briefing asks its reader to do with it."""

    NOTE = "note", "to note"
    DISCUSS = "discuss", "to discuss"
    DECIDE = "decide", "to decide"

    @classmethod
    def noun(cls) -> str:
        """Return what one such term is called in a sentence."""
        return "purpose of a briefing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The facts of a briefing that no session holds; what is None stands as a line to fill in."""

    to_whom: str | None = None
    """The councillor or member of parliament who will read it."""
    from_whom: str | None = None
    subject: str | None = None
    wards: str | None = None
    """The wards or the area that it is about."""
    purpose: Purpose | None = None
    asks: tuple[str, ...] = ()
    """What is asked of the reader, each in the organiser's own words."""
    contact: str | None = None
    quotes: tuple[str, ...] = ()
    """The ids of the contributions to be quoted; the report's own rule chooses where it is empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOptions:
    """What a report is told besides what was disclosed."""

    generated: datetime
    """When it is made: promises whose date is past are told as such."""
    plain: bool = False
    """Whether it is written in plain words."""
    brief: Brief = field(default_factory=Brief)

    @property
    def today(self) -> date:
        """The day on which it is made."""
        return self.generated.date()

    def command(self, line: str) -> str | None:
        """Return a command line for whoever has the session file; none stands in plain words."""
        return None if self.plain else line

    def say(self, usual: str, plain: str) -> str:
        """Return the wording that is asked for, of two that say the same."""
        return plain if self.plain else usual
