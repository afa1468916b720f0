"""We asked, you said, we did: what became of what people raised, promise by promise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from listening.model.records import Commitment
from listening.sharing.disclosed import Disclosed, Shown
from listening.sharing.document import Block, Document, Heading, Paragraph, Values, values
from listening.sharing.reports import figures
from listening.sharing.reports.opening import for_whom, report, what_is_not_here
from listening.sharing.reports.options import ReportOptions
from listening.sharing.reports.promises import (
    answered,
    by_state,
    ids_answered,
    is_late,
    offered_aloud,
    told,
)
from listening.sharing.reports.spoken import ASKING, all_spoken, asked, heard
from listening.sharing.reports.words import day, listed, number, sentences


def build(disclosed: Disclosed, options: ReportOptions) -> Document:
    """Return what was asked, what was said to it, and what was done about it."""
    rows = heard(disclosed)
    promises = disclosed.commitments
    topics = (_topic(n, each, disclosed, rows, options) for n, each in enumerate(promises, 1))
    return report(
        "said-did",
        "We asked, you said, we did",
        disclosed,
        options,
        for_whom(disclosed),
        _in_short(disclosed, options),
        *topics,
        offered_aloud(2, rows, promises),
        _unanswered(rows, promises),
        _limits(disclosed),
        _next(disclosed),
    )


def _in_short(disclosed: Disclosed, options: ReportOptions) -> tuple[Block, ...]:
    """Return the figures: how much was heard, how many promises stand in which state."""
    promises = disclosed.commitments
    return (
        Heading(2, "In short"),
        *figures.how_much(disclosed.counts, options),
        *listed("We asked", map(asked, disclosed.prompts)),
        *by_state(promises, options),
        *sentences(*_how_it_stands(promises, options)),
        *what_is_not_here(disclosed),
    )


def _how_it_stands(promises: Sequence[Commitment], options: ReportOptions) -> Iterator[str]:
    if not promises:
        yield "No promise is noted, so nothing can be said of what was done."
        return
    late = sum(is_late(each, options.today) for each in promises)
    if late:
        yield f"{number(late, 'promise is', 'promises are')} past the date and still open."


def _topic(
    place: int,
    promise: Commitment,
    disclosed: Disclosed,
    rows: Sequence[Shown],
    options: ReportOptions,
) -> tuple[Block, ...]:
    """Return one promise in the three fixed parts."""
    said = answered(promise, rows)
    return (
        Heading(2, f"{place}. {promise.who}: {promise.what}"),
        Heading(3, "We asked"),
        *_questions(said, disclosed),
        Heading(3, "You said"),
        *_what_you_said(said),
        Heading(3, "We did"),
        *told(promise, options, with_party=True),
    )


def _questions(said: Iterable[Shown], disclosed: Disclosed) -> tuple[Block, ...]:
    numbers = {row.prompt for row in said}
    texts = [asked(prompt) for prompt in disclosed.prompts if prompt.number in numbers]
    unknown = sentences("No question is noted with it.")
    return listed("Question", texts) or unknown


def _what_you_said(said: Sequence[Shown]) -> tuple[Block, ...]:
    if not said:
        return sentences("Nothing that can be quoted here is noted with it.")
    many = number(len(said), "thing that was said is", "things that were said are")
    return (Paragraph(f"At least {many} answered by this."), *all_spoken(said))


def _unanswered(rows: Iterable[Shown], promises: Sequence[Commitment]) -> tuple[Block, ...]:
    """Return what people asked for, and no promise answers."""
    taken = ids_answered(promises)
    waiting = [row for row in rows if row.kind in ASKING and row.id not in taken]
    if not waiting:
        return ()
    many = number(len(waiting), "thing is", "things are")
    return (
        Heading(2, "You said, and nobody has answered yet"),
        Paragraph(f"At least {many} waiting: what gets in the way, questions and ideas."),
        *all_spoken(waiting),
    )


def _limits(disclosed: Disclosed) -> tuple[Block, ...]:
    """Return what could not change, and who decides: the reason for much that was not done."""
    session = disclosed.session
    facts: tuple[Values, ...] = values(
        ("Who decides", session.who_decides),
        ("What can change", session.can_change),
        ("What cannot change", session.cannot_change),
    )
    unknown = sentences("Nobody noted what could not change, or why.")
    return (Heading(2, "What could not change"), *(facts or unknown))


def _next(disclosed: Disclosed) -> tuple[Block, ...]:
    told_by = values(("People hear back by", day(disclosed.session.feedback_date)))
    unknown = sentences("No date is noted for telling people back.")
    return (
        Heading(2, "What happens next"),
        *(told_by or unknown),
        *sentences("Did it make a difference? Only those who raised it can say."),
    )
