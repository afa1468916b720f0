"""Changing a contribution through the line: how it is written there, and what a change amounts to."""

from __future__ import annotations

from dataclasses import replace

from listening.model.quickline import Known, Marks, QuickLine, write
from listening.model.records import Contribution
from listening.model.vocabulary import Captured, Sharing
from listening.store.asked import Edit


def line_of(one: Contribution, known: Known) -> str:
    """Return a contribution as the line that would have made it."""
    return write(read_of(one), known)


def changes(one: Contribution, line: QuickLine) -> Edit:
    """Return the fields that the line changes, and no others: nothing if it says the same."""
    return changes_between(read_of(one), line)


def changes_between(before: QuickLine, line: QuickLine) -> Edit:
    """Return the fields in which a line says something else than it said before."""
    edit = Edit()
    if line.words != before.words and line.marks.sharing is not Sharing.OFF:
        edit["words"] = line.words
    if line.by != before.by:
        edit["by"] = line.by
    return edit | _marks_changed(before.marks, line.marks)


def _marks_changed(before: Marks, after: Marks) -> Edit:
    edit = Edit()
    if (after.areas, after.none_of_three) != (before.areas, before.none_of_three):
        edit["areas"], edit["none_of_three"] = after.areas, after.none_of_three
    if after.codes != before.codes:
        edit["codes"] = after.codes
    if after.kind is not before.kind:
        edit["kind"] = after.kind
    if after.sharing is not before.sharing:
        edit["sharing"] = after.sharing
    if after.captured is not before.captured:
        edit["captured"] = after.captured or Captured.VERBATIM
    return edit


def read_of(one: Contribution) -> QuickLine:
    """Return what a line says that would have made a contribution."""
    marks = Marks(
        areas=one.areas,
        none_of_three=one.none_of_three and not one.areas,
        codes=tuple(sorted(one.codes)),
        kind=one.kind,
        sharing=one.own_sharing,
        captured=None if one.captured is Captured.VERBATIM else one.captured,
    )
    if one.words is None:
        marks = replace(marks, sharing=Sharing.OFF)
    return QuickLine(words=one.words or "", by=one.by, marks=marks)
