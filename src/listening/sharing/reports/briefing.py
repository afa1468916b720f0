"""A briefing of one to two pages, for a councillor or a member of parliament; for everybody to read.

What no session holds is asked for by options of the command, or stands as a line to be filled in:
nothing here is made up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from listening.model.errors import WrongUse
from listening.model.vocabulary import Area, Check, Kind
from listening.sharing.disclosed import Disclosed, Shown
from listening.sharing.document import Block, Document, Heading, values
from listening.sharing.reports import figures
from listening.sharing.reports.opening import report, what_is_not_here
from listening.sharing.reports.options import ReportOptions
from listening.sharing.reports.promises import answered, briefly, is_late
from listening.sharing.reports.spoken import MET, SHOULD_BE, heard, spoken, whose
from listening.sharing.reports.words import day, listed, number, sentences

BLANK = "to be filled in"
"""What stands where nobody has said yet what belongs there."""

LONGEST_QUOTE = 45
"""How many words a quote has at most that nobody chose: two of each area fit on a page."""

MOST_PROMISES = 5
"""How many promises are told one by one."""

_HOPE = (*SHOULD_BE, Kind.WORKS, Kind.IDEA)
_SHORTEST_ID = 4


def build(disclosed: Disclosed, options: ReportOptions) -> Document:
    """Return the briefing.

    Raises:
        WrongUse: a contribution that shall be quoted is not there, or its words are not for all.
    """
    brief = options.brief
    return report(
        "briefing",
        "Briefing",
        disclosed,
        options,
        _head(disclosed, options),
        _key_points(disclosed, options),
        _own_words(disclosed, options),
        _promises(disclosed, options),
        (Heading(2, "What is asked of you"), *listed("We ask", brief.asks or (BLANK,))),
        (Heading(2, "Contact"), *values(("Contact", brief.contact or BLANK))),
    )


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
        ("Heard on", day(session.date)),
        ("Heard at", session.place),
        ("People in the room", session.in_room),
    )


def _key_points(disclosed: Disclosed, options: ReportOptions) -> tuple[Block, ...]:
    counts = disclosed.counts
    return (
        Heading(2, "Key points"),
        *figures.how_much(counts, options),
        # A list of all that is behind the figures would not fit on two pages.
        replace(figures.areas(disclosed, options), behind=()),
        *sentences("One thing can be about several areas."),
        *sentences(*_open_ends(disclosed)),
        *what_is_not_here(disclosed),
        *values(
            ("What cannot change", _short(disclosed.session.cannot_change)),
            ("Who decides", _short(disclosed.session.who_decides)),
            ("People hear back by", day(disclosed.session.feedback_date)),
        ),
    )


def _short(text: str | None) -> str | None:
    """Return a fact that leaves room for the others on the page; the session report has it whole."""
    return text if text and len(text.split()) <= LONGEST_QUOTE else None


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


def _own_words(disclosed: Disclosed, options: ReportOptions) -> tuple[Block, ...]:
    """Return a few quotes, chosen by the organiser or by a rule that is told."""
    rows, brief = heard(disclosed), options.brief
    chosen = [_named(own, rows) for own in brief.quotes] or _by_rule(rows)
    if not chosen:
        return ()
    how = "Chosen by those who wrote this." if brief.quotes else _RULE
    return (
        Heading(2, "In people’s own words"),
        *sentences(how),
        *(block for row in chosen for block in _briefly_spoken(row)),
        *values(("To see all that was said", options.command("listening report FILE session"))),
    )


def _briefly_spoken(row: Shown) -> tuple[Block, ...]:
    """Return one contribution with one line beside it, so that six fit on a page."""
    words, *_ = spoken(row) if row.words else spoken(row)[1:]
    by = "; ".join(whose(row))
    return (
        words,
        *values(("From", f"{by}; {row.id}" if by else None), ("Id", None if by else row.id)),
    )


_RULE = (
    "For each area: first what was met, then what is hoped for."
    " Short ones that people confirmed come first, then the oldest."
)


def _by_rule(rows: Sequence[Shown]) -> list[Shown]:
    """Return of each area one that tells what was met, and one of what should or could be."""
    chosen: dict[str, Shown] = {}
    for area in Area:
        for kinds in (MET, _HOPE):
            fitting = (row for row in rows if area in row.areas and row.kind in kinds)
            fresh = [row for row in fitting if row.id not in chosen and _fits(row)]
            for row in sorted(fresh, key=_is_unconfirmed)[:1]:
                chosen[row.id] = row
    return list(chosen.values())


def _fits(row: Shown) -> bool:
    return len((row.words or row.paraphrase or "").split()) <= LONGEST_QUOTE


def _is_unconfirmed(row: Shown) -> bool:
    return row.check not in (Check.CONFIRMED, Check.CORRECTED)


def _named(own_id: str, rows: Iterable[Shown]) -> Shown:
    """Return the contribution with this id, or whose id alone begins so."""
    found = [row for row in rows if row.id.startswith(own_id)]
    if len(found) == 1 and len(own_id) >= _SHORTEST_ID:
        return found[0]
    raise WrongUse(
        f"“{own_id}” cannot be quoted: no contribution has this id alone and words that everybody "
        "may read; “listening list FILE” shows the ids."
    )


def _promises(disclosed: Disclosed, options: ReportOptions) -> tuple[Block, ...]:
    """Return the first few promises, and how many there are besides."""
    promises = disclosed.commitments
    told = [briefly(each, options.today) for each in promises[:MOST_PROMISES]]
    return (
        Heading(2, "What is promised"),
        *(listed("Promise", told) or sentences("No promise is noted yet.")),
        *sentences(*_more_promises(disclosed, options)),
        *values(("To see all promises", options.command("listening report FILE said-did"))),
    )


def _more_promises(disclosed: Disclosed, options: ReportOptions) -> Iterator[str]:
    promises = disclosed.commitments
    more = len(promises) - MOST_PROMISES
    late = sum(is_late(each, options.today) for each in promises)
    if more > 0:
        yield f"{number(more, 'further promise is', 'further promises are')} noted."
    if late:
        yield f"{number(late, 'promise is', 'promises are')} past the date and still open."
