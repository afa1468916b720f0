"""Saying what is in an export, and what is not, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from listening.cli.printing import counted
from listening.sharing.disclosed import Disclosed, Reason

_REASONS: Mapping[Reason, str] = {
    Reason.ANALYSIS: "counted only (for analysis only)",
    Reason.PARAPHRASE: "counted only (paraphrase only, and none is written yet)",
    Reason.OFF: "counted only (off record)",
    Reason.WITHDRAWN: "left out (taken back)",
}


def sentence(sessions: Sequence[Disclosed]) -> str:
    """Return what can be read of these sessions, by whom, and how much is withheld and why."""
    audience = sessions[0].audience.label
    shown = sum(
        bool(row.words or row.paraphrase) for each in sessions for row in each.contributions
    )
    told = f"{counted(shown, 'contribution')} can be read in it, by {audience}"
    numbers: Counter[Reason] = Counter()
    for each in (withheld for disclosed in sessions for withheld in disclosed.withheld):
        numbers[each.reason] += each.number
    withheld = [
        f"{numbers[reason]:,} {'is' if numbers[reason] == 1 else 'are'} {why}"
        for reason, why in _REASONS.items()
        if numbers[reason]
    ]
    return f"{'; '.join((told, *withheld))}."
