"""Orders that ask: what was said, what is known, how much of what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from listening.cli import parsers, telling
from listening.cli.note.desk import Desk
from listening.cli.show import facts_of, figures_of
from listening.model.errors import WrongUse

if TYPE_CHECKING:
    from listening.model.records import Contribution

_FEW = 10
"""How many contributions are told unless somebody asks for more."""


def recent(desk: Desk, rest: str) -> Iterable[str]:
    """Tell the last contributions, the newest at the end."""
    from listening.store.asked import Where

    where = Where(session=desk.session)
    there = desk.file.count(where)
    wanted = there if rest == "all" else parsers.number(rest) if rest else _FEW
    first = max(0, there - wanted)
    return _told(desk, desk.file.contributions(where, limit=wanted, offset=first))


def last(desk: Desk, _rest: str) -> Iterable[str]:
    """Tell the contribution that was last in hand."""
    return _told(desk, (desk.file.contribution(desk.ref("")),))


def untagged(desk: Desk, _rest: str) -> Iterable[str]:
    """Tell the contributions about which nobody has decided yet."""
    from listening.store.asked import Where

    found = desk.file.contributions(Where(session=desk.session, untagged=True))
    return _told(desk, found) if found else ("Every contribution has been decided about.",)


def find(desk: Desk, rest: str) -> Iterable[str]:
    """Tell the contributions in which words occur."""
    if not rest:
        raise WrongUse("Say what to find: write words after :find.")
    found = desk.file.search(rest, session=desk.session, limit=_FEW)
    return _told(desk, [one.contribution for one in found])


def counts(desk: Desk, _rest: str) -> Iterable[str]:
    """Tell the figures of the session."""
    return figures_of(desk.file.tally(desk.session))


def session(desk: Desk, _rest: str) -> Iterable[str]:
    """Tell what is known of the session."""
    return facts_of(desk.facts)


def contact(desk: Desk, _rest: str) -> Iterable[str]:
    """Tell whom to go to with a safeguarding worry; nothing of it is recorded."""
    to_whom = desk.facts.safeguarding
    yield f"Safeguarding contact: {to_whom}" if to_whom else "No safeguarding contact was set."
    yield "Nothing about this is noted here."


def _told(desk: Desk, found: Iterable[Contribution]) -> Iterable[str]:
    paragraphs = list(telling.paragraphs(found, (desk.facts,)))
    return paragraphs or ("No contribution is like that.",)
