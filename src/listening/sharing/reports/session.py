"""The report of a session: who was there, what was heard, what was promised, what comes next."""

from __future__ import annotations

from collections.abc import Iterator

from listening.model.vocabulary import Area, Bond, Kind
from listening.sharing.disclosed import Disclosed, Shown
from listening.sharing.document import Block, Document, Heading, Paragraph, values
from listening.sharing.reports import figures
from listening.sharing.reports.opening import about, for_whom, report, what_is_not_here
from listening.sharing.reports.options import ReportOptions
from listening.sharing.reports.people import who_was_there
from listening.sharing.reports.promises import by_state, offered_aloud, told
from listening.sharing.reports.spoken import Row, all_spoken, by_prompt, heard, spoken
from listening.sharing.reports.words import day, part, sentences

_NOWHERE = "Not yet put into an area"


def build(disclosed: Disclosed, options: ReportOptions) -> Document:
    """Return the report of a session."""
    return report(
        "session",
        "Session report",
        disclosed,
        options,
        for_whom(disclosed),
        about(disclosed),
        who_was_there(disclosed, options),
        _how_much(disclosed, options),
        *(_area(area, disclosed) for area in Area),
        _none_of_three(disclosed),
        _not_tagged(disclosed),
        _single_voices(disclosed),
        _disagreement(disclosed),
        _off_agenda(disclosed),
        _promises(disclosed, options),
        _next(disclosed, options),
    )


def _how_much(disclosed: Disclosed, options: ReportOptions) -> tuple[Block, ...]:
    counts = disclosed.counts
    return (
        Heading(2, "What was heard"),
        *figures.how_much(counts, options),
        figures.areas(disclosed, options),
        *figures.codes(disclosed, options),
        *figures.not_to_be_added(disclosed, options),
        *what_is_not_here(disclosed),
    )


def _area(area: Area, disclosed: Disclosed) -> tuple[Block, ...]:
    """Return what was said about one area; where nothing can be read here, that."""
    blocks = _under_prompts(disclosed, lambda row: area in row.areas)
    nothing = sentences("Nothing that can be quoted here was put into this area.")
    return (Heading(3, f"{area.label}: {area.meaning}"), *(blocks or nothing))


def _none_of_three(disclosed: Disclosed) -> tuple[Block, ...]:
    rows = _under_prompts(disclosed, lambda row: row.none_of_three and not _is_off_agenda(row))
    return part(3, "None of the three areas", rows)


def _not_tagged(disclosed: Disclosed) -> tuple[Block, ...]:
    rows = _under_prompts(disclosed, lambda row: _is_nowhere(row) and not _is_off_agenda(row))
    return part(3, _NOWHERE, rows)


def _under_prompts(disclosed: Disclosed, chosen: Row) -> tuple[Block, ...]:
    return tuple(by_prompt(disclosed, (row for row in heard(disclosed) if chosen(row))))


def _is_nowhere(row: Shown) -> bool:
    return not row.areas and not row.none_of_three


def _is_off_agenda(row: Shown) -> bool:
    return row.kind is Kind.OFF_AGENDA


def _single_voices(disclosed: Disclosed) -> tuple[Block, ...]:
    """Return what was said once on its theme: nothing is left out for being said by one."""
    once = {each.key for each in disclosed.counts.codes if each.number == 1}
    echoes = [link for link in disclosed.links if link.bond is Bond.ECHOES]
    echoed = {link.source for link in echoes} | {link.target_id for link in echoes}
    alone = (row for row in heard(disclosed) if once.intersection(row.codes))
    rows = [row for row in alone if row.id not in echoed]
    if not rows:
        return ()
    return (
        Heading(2, "Said by one voice"),
        Paragraph(_one_voice(disclosed)),
        *all_spoken(rows),
    )


def _one_voice(disclosed: Disclosed) -> str:
    """Say what is told of a theme here; of what may only be counted, nobody is told how much it is."""
    here = " that can be told here" if disclosed.counts.unquoted else ""
    return f"Each is the only one on its theme{here}. One voice counts too."


def _disagreement(disclosed: Disclosed) -> tuple[Block, ...]:
    """Return where people did not agree, each side in its own words."""
    rows = {row.id: row for row in heard(disclosed)}
    pairs = [
        (link.target_id, link.source) for link in disclosed.links if link.bond is Bond.DISAGREES
    ]
    # What stands at an end may have been said off the record, or in another session.
    sides = [(rows[one], rows[two]) for one, two in pairs if one in rows and two in rows]
    blocks = [block for first, second in sides for block in _two_sides(first, second)]
    tensions = [row for row in rows.values() if row.kind is Kind.TENSION]
    if tensions:
        blocks += [Heading(3, "What pulls two ways"), *all_spoken(tensions)]
    return part(2, "Where people did not agree", blocks)


def _two_sides(first: Shown, second: Shown) -> tuple[Block, ...]:
    return (
        Paragraph("One said:"),
        *spoken(first),
        Paragraph("Another did not agree:"),
        *spoken(second),
    )


def _off_agenda(disclosed: Disclosed) -> tuple[Block, ...]:
    """Return what was not on the agenda, and how much of it may only be counted."""
    rows = [row for row in heard(disclosed) if _is_off_agenda(row)]
    counted = sentences(*_off_agenda_counted(disclosed, some="more " if rows else ""))
    return part(2, "What was not on the agenda", (*all_spoken(rows), *counted))


def _off_agenda_counted(disclosed: Disclosed, some: str) -> Iterator[str]:
    """Yield how much was not on the agenda and may only be counted, or that there may be some.

    Where it is too little to be told, the same is said as where there is none: anything else would
    tell that there is a little.
    """
    counts = disclosed.counts
    if counts.off_agenda_unquoted:
        yield f"At least {counts.off_agenda_unquoted:,} {some}things not on the agenda were said."
        yield "They may only be counted."
    elif counts.unquoted:
        nothing = "" if some else "Nothing that can be quoted here was noted as such. "
        yield f"{nothing}What may only be counted can hold {some or 'some '}of it."


def _promises(disclosed: Disclosed, options: ReportOptions) -> tuple[Block, ...]:
    """Return the promises, and what was offered in the room but stands in no promise."""
    promises = disclosed.commitments
    noted = (
        (
            *by_state(promises, options),
            *(b for p in promises for b in told(p, options, with_party=True)),
        )
        if promises
        else sentences("No promise is noted yet.")
    )
    return (Heading(2, "What was promised"), *noted, *offered_aloud(3, heard(disclosed), promises))


def _next(disclosed: Disclosed, options: ReportOptions) -> tuple[Block, ...]:
    """Say what happens next, and when people hear back."""
    session = disclosed.session
    due = sorted({p.report_back for p in disclosed.commitments if p.report_back})
    missing = "" if session.feedback_date or due else "No date is noted for telling people back."
    return (
        Heading(2, "What happens next"),
        *values(
            ("People hear back by", day(session.feedback_date)),
            ("Promises are reported back", [day(each) or each for each in due]),
        ),
        *sentences(
            missing,
            options.say(
                "Whoever raised a matter is asked whether what was done made a difference.",
                "We will ask people if what was done made a difference.",
            ),
        ),
    )
