"""A briefing of one to two pages, for a councillor or a member of parliament; for everybody to read.

What no session holds is asked for by options of the command, or stands as a line to be filled in:
nothing here is made up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from listening.model.records import Session
from listening.model.vocabulary import Area
from listening.sharing.disclosed import Disclosed, Shown
from listening.sharing.document import Block, Document, Heading, Paragraph, values
from listening.sharing.reports import figures, quoting
from listening.sharing.reports.length import pages
from listening.sharing.reports.opening import report, what_is_not_here
from listening.sharing.reports.options import ReportOptions
from listening.sharing.reports.plain_words import NOTE
from listening.sharing.reports.promises import answered, briefly, is_late
from listening.sharing.reports.spoken import heard, spoken, whose
from listening.sharing.reports.words import day, listed, number, sentences

BLANK = "to be filled in"
"""What stands where nobody has said yet what belongs there."""

MOST_PAGES = 2
"""How many pages a briefing fills at most, unless what it was told or what is quoted is long."""


class Room(NamedTuple):
    """How much a briefing has room for."""

    quotes: quoting.Room
    facts: int
    """How many words of a fact of the session are told."""
    promises: int
    """How many promises are told one by one."""


USUAL = Room(quoting.Room(of_area=2, words=40), facts=40, promises=4)
"""What fits on two pages."""

PLAIN = Room(quoting.Room(of_area=1, words=25), facts=20, promises=2)
"""What fits on two pages in large print, with the hard words explained."""


def build(disclosed: Disclosed, options: ReportOptions) -> Document:
    """Return the briefing.

    Raises:
        WrongUse: a contribution that shall be quoted is not there, or its words are not for all.
    """
    brief, room = options.brief, PLAIN if options.plain else USUAL
    rows = heard(disclosed)
    quoted = quoting.chosen(brief.quotes, rows) or quoting.by_rule(rows, room.quotes)
    document = report(
        "briefing",
        "Briefing",
        disclosed,
        options,
        _head(disclosed, options),
        _key_points(disclosed, quoted, room, options),
        _own_words(quoted, options),
        _promises(disclosed, room, options),
        _asked(options),
    )
    return _said_if_long(document, options)


def _asked(options: ReportOptions) -> tuple[Block, ...]:
    """Return what is asked of the reader, and whom they can ask."""
    asks, contact = options.brief.asks or (BLANK,), options.brief.contact or BLANK
    return (Heading(2, "What is asked of you"), *values(("We ask", asks), ("Contact", contact)))


def _said_if_long(document: Document, options: ReportOptions) -> Document:
    """Return a briefing that says of itself where it fills more pages than it should."""
    fills = pages(document.blocks, large=options.plain)
    if fills <= MOST_PAGES:
        return document
    note = Paragraph(f"On paper this fills about {fills} pages. It is better shorter.")
    place = len(NOTE) if options.plain else 0
    return replace(document, blocks=(*document.blocks[:place], note, *document.blocks[place:]))


def _head(disclosed: Disclosed, options: ReportOptions) -> tuple[Block, ...]:
    brief, session = options.brief, disclosed.session
    return values(
        ("To", brief.to_whom or BLANK),
        ("From", brief.from_whom or BLANK),
        ("Date", day(options.today.isoformat())),
        ("Subject", brief.subject or session.title),
        ("Wards or area", brief.wards or BLANK),
        ("Purpose", brief.purpose.label if brief.purpose else f"{BLANK}: note, discuss or decide"),
        ("Public", "yes: everybody may read this"),
        *_heard(session, options),
    )


def _heard(session: Session, options: ReportOptions) -> Sequence[tuple[str, str | int | None]]:
    """Return when and where it was heard, and among how many; in large print on one line."""
    facts = (
        ("Heard on", day(session.date)),
        ("Heard at", session.place),
        ("People in the room", session.in_room),
    )
    if not options.plain:
        return facts
    people = number(session.in_room, "person", "people") if session.in_room else None
    told = "; ".join(filter(None, (day(session.date), session.place, people)))
    return (("Heard", told or None),)


def _key_points(
    disclosed: Disclosed, quoted: Sequence[Shown], room: Room, options: ReportOptions
) -> tuple[Block, ...]:
    # Behind the figures stands what is quoted here: a list of all would not fit on two pages.
    here = disclosed._replace(contributions=tuple(quoted))
    return (
        Heading(2, "Key points"),
        *figures.how_much(disclosed.counts, options),
        figures.areas(here, options, in_none=not options.plain),
        *sentences("One thing can be about several areas."),
        *sentences(*_open_ends(disclosed)),
        *what_is_not_here(disclosed),
        *_limits(disclosed, room, options),
    )


def _limits(disclosed: Disclosed, room: Room, options: ReportOptions) -> tuple[Block, ...]:
    """Return what cannot change, who decides, and when people hear back; what is cut short says so."""
    session = disclosed.session
    facts = (session.cannot_change, session.who_decides)
    shown = [_cut(each, room.facts) for each in facts]
    whole = options.say(
        "“…” ends what is cut short here: “listening report FILE session” has the whole.",
        "“…” ends what is cut short here. The session report has the whole.",
    )
    return (
        *values(
            ("What cannot change", shown[0]),
            ("Who decides", shown[1]),
            ("People hear back by", day(session.feedback_date)),
        ),
        *sentences(whole if shown != list(facts) else ""),
    )


def _cut(text: str | None, most: int) -> str | None:
    """Return a fact by its first words, so that it leaves room for the others on the page."""
    words = (text or "").split()
    return text if len(words) <= most else f"{' '.join(words[:most])} …"


def _open_ends(disclosed: Disclosed) -> Iterator[str]:
    """Yield, area by area, where something was said and no promise answers any of it.

    A promise that answers nothing quoted here may answer what may not be quoted: then nobody is
    told to have promised nothing.
    """
    rows = heard(disclosed)
    own = {row.id for row in rows}
    loose = any(not own.intersection(each.answers) for each in disclosed.commitments)
    nobody = (
        "No promise answers what can be quoted here about {}."
        if loose
        else "Nobody has promised anything about {} yet."
    )
    for area in Area:
        said = [row for row in rows if area in row.areas]
        if said and not any(answered(each, said) for each in disclosed.commitments):
            yield nobody.format(area.label)


def _own_words(quoted: Sequence[Shown], options: ReportOptions) -> tuple[Block, ...]:
    """Return a few quotes, and how they were chosen."""
    if not quoted:
        return ()
    return (
        Heading(2, "In people’s own words"),
        *sentences(*_how_chosen(options)),
        *(block for row in quoted for block in _briefly_spoken(row)),
        *values(("To see all that was said", options.command("listening report FILE session"))),
    )


def _how_chosen(options: ReportOptions) -> Iterator[str]:
    """Yield how the quotes were chosen."""
    if options.brief.quotes:
        yield "Chosen by those who wrote this."
        return
    if options.plain:
        yield "One for each area. Those that people confirmed come first."
        return
    yield "For each area: first what was met, then what is hoped for."
    yield "Short ones that people confirmed come first, then the oldest."
    yield f"None has fewer than {quoting.FEWEST_WORDS} words."


def _briefly_spoken(row: Shown) -> tuple[Block, ...]:
    """Return one contribution with one line beside it, so that six fit on a page."""
    words, *_ = spoken(row) if row.words else spoken(row)[1:]
    by = "; ".join(whose(row))
    return (
        words,
        *values(("From", f"{by}; {row.id}" if by else None), ("Id", None if by else row.id)),
    )


def _promises(disclosed: Disclosed, room: Room, options: ReportOptions) -> tuple[Block, ...]:
    """Return the first few promises, and how many there are besides."""
    promises = disclosed.commitments
    told = [briefly(each, options.today) for each in promises[: room.promises]]
    return (
        Heading(2, "What is promised"),
        *(listed("Promise", told) or sentences("No promise is noted yet.")),
        *sentences(*_more_promises(disclosed, room, options)),
        *values(("To see all promises", options.command("listening report FILE said-did"))),
    )


def _more_promises(disclosed: Disclosed, room: Room, options: ReportOptions) -> Iterator[str]:
    promises = disclosed.commitments
    more = len(promises) - room.promises
    late = sum(is_late(each, options.today) for each in promises)
    if more > 0:
        yield f"{number(more, 'further promise is', 'further promises are')} noted."
    if late:
        yield f"{number(late, 'promise is', 'promises are')} past the date and still open."
