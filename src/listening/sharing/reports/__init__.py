"""The one table of reports: what each tells, and who may read it.

A report is one module with one function, `build`: it makes a `Document` of what the one door gave,
which every format of documents can write. Only the module of the report that is asked for is
imported.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from listening.model.errors import UnknownTerm, WrongUse
from listening.model.text import fold
from listening.model.vocabulary import Audience
from listening.sharing.reports.options import Brief, Purpose, ReportOptions

if TYPE_CHECKING:
    from listening.sharing.disclosed import Disclosed
    from listening.sharing.document import Document

__all__ = ["REPORTS", "Brief", "Purpose", "Report", "ReportOptions", "build", "named"]

_EVERYBODY = tuple(Audience)


class Report(NamedTuple):
    """One line of the table."""

    key: str
    """What commands and notes call it."""
    title: str
    """What stands before the session's title."""
    label: str
    """What it tells, in a few words."""
    module: str
    """The module of this package that makes it."""
    audiences: tuple[Audience, ...] = _EVERYBODY
    """Whom it can be made for."""

    def refuse_other_readers(self, audience: Audience) -> None:
        """Raise `WrongUse` for an audience that it cannot be made for."""
        if audience not in self.audiences:
            only = " or ".join(each.value for each in self.audiences)
            raise WrongUse(
                f"The report {self.key} is made for {only} alone, not for {audience.value}: leave "
                f"--audience away, or choose {only}."
            )


REPORTS: Mapping[str, Report] = {
    each.key: each
    for each in (
        Report("session", "Session report", "who was there and what was heard", "session"),
        Report(
            "said-did",
            "We asked, you said, we did",
            "what became of what people raised",
            "said_did",
        ),
        Report("gap", "The gap", "what should be, what is met, who acts on it", "gap"),
        Report("covenant", "Covenant", "what each party can expect of the other", "covenant"),
        Report(
            "briefing",
            "Briefing",
            "one to two pages for a councillor or a member of parliament",
            "briefing",
            (Audience.PUBLIC,),
        ),
    )
}
"""Every report by its key, in the order in which people are offered them."""


def named(text: str) -> Report:
    """Return the report that a word names by its key.

    Raises:
        UnknownTerm: there is none of that name; the sentence lists those there are.
    """
    found = REPORTS.get(fold(text.strip()))
    if found is None:
        raise UnknownTerm("report", text, REPORTS)
    return found


def build(report: Report, disclosed: Disclosed, options: ReportOptions) -> Document:
    """Return a report of what was disclosed.

    Raises:
        WrongUse: it is not made for this audience, or an option does not fit the session.
    """
    report.refuse_other_readers(disclosed.audience)
    module = import_module(f"{__name__}.{report.module}")
    make: Callable[[Disclosed, ReportOptions], Document] = module.build
    return make(disclosed, options)
