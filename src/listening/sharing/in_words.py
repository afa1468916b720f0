"""What can be read of what leaves, what is held back, and why: in one sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from listening.sharing.disclosed import Disclosed, Reason

_REASONS: Mapping[Reason, tuple[str, str]] = {
    Reason.ANALYSIS: ("counted only", "for analysis only"),
    Reason.PARAPHRASE: ("counted only", "paraphrase only, and none is written yet"),
    Reason.UNSETTLED: ("counted only", "noted in several ways, and nobody has settled which"),
    Reason.OFF: ("counted only", "off record"),
    Reason.WITHDRAWN: ("left out", "taken back"),
}
"""What becomes of what is withheld, and why."""

_UNSETTLED = (
    "1 difference between note-takers is not settled, and one version of it leaves: “listening conflicts” shows both.",
    "{} differences between note-takers are not settled, and one version of each leaves: “listening conflicts” shows them.",
)
_REPEATING = (
    "1 paraphrase repeats words that may not be passed on, so it is held back: write it in other words.",
    "{} paraphrases repeat words that may not be passed on, so they are held back: write them in other words.",
)
_CHANGED_BY = "“listening edit” changes such a mark, with --sharing."
_OWN_MARKS = (
    "1 contribution leaves by a mark of its own, though whoever said it allows less of all they say: ask them; "
    + _CHANGED_BY,
    "{} contributions leave by marks of their own, though those who said them allow less of all they say: ask them; "
    + _CHANGED_BY,
)


def what_leaves(
    sessions: Sequence[Disclosed], *, as_report: bool = False, as_copy: bool = False
) -> str:
    """Return what can be read of these sessions, by whom, and how much is withheld and why.

    Args:
        sessions: what the one door gave to one audience; at least one.
        as_report: whether it is a report, which need not quote all that it is made from.
        as_copy: whether it is a session file, which holds no figures of what is not in it.
    """
    shown = sum(
        bool(row.words or row.paraphrase) for each in sessions for row in each.contributions
    )
    things = "1 contribution" if shown == 1 else f"{shown:,} contributions"
    numbers = _withheld(sessions)
    withheld = [
        f"{numbers[reason]:,} {'is' if numbers[reason] == 1 else 'are'} "
        f"{'left out' if as_copy else becomes} ({why})"
        for reason, (becomes, why) in _REASONS.items()
        if numbers[reason]
    ]
    how = "may be told in it, to be read by" if as_report else "can be read in it, by"
    return f"{'; '.join((f'{things} {how} {sessions[0].audience.label}', *withheld))}."


def to_know(sessions: Sequence[Disclosed]) -> tuple[str, ...]:
    """Return what whoever lets these leave should know of them, a sentence each; mostly nothing."""
    there = [each.noticed for each in sessions]
    told = (
        (sum(each.conflicts for each in there), _UNSETTLED),
        (sum(each.repeating for each in there), _REPEATING),
        (sum(each.own_marks for each in there), _OWN_MARKS),
    )
    return tuple(
        one if number == 1 else several.format(f"{number:,}")
        for number, (one, several) in told
        if number
    )


def _withheld(sessions: Sequence[Disclosed]) -> Counter[Reason]:
    numbers: Counter[Reason] = Counter()
    for each in (withheld for disclosed in sessions for withheld in disclosed.withheld):
        numbers[each.reason] += each.number
    return numbers
