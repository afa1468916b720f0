"""A contribution as a row of the list."""

from __future__ import annotations

from collections.abc import Sequence

from listening.app.counting import counted
from listening.app.widgets.row_layout import Row
from listening.model.lenses import label_of
from listening.model.records import Contribution
from listening.model.vocabulary import Captured, Check, Sharing
from listening.store.asked import Where
from listening.store.following import NOTHING, Follows
from listening.store.session_file import SessionFile

THE_ROOM = "the room"
"""Who speaks where no handle was given."""

OFF_RECORD = "— off record —"
"""What stands for words that were not kept."""

TAKEN_BACK = "— taken back —"
"""What stands for words that those who said them took back."""

NOT_YET = "not yet ○"
"""What stands where nobody has decided which areas fit."""


class Contributions:
    """The contributions of a session, or those that were found, as a source of rows."""

    def __init__(self, file: SessionFile, where: Where, rule: Sharing) -> None:
        self._file = file
        self.where = where
        """Which contributions are listed."""
        self.rule = rule
        """The room's rule: a sharing level is shown only where it differs."""
        self._count: int | None = None

    def count(self) -> int:
        """Return how many rows there are."""
        self._count = self._file.count(self.where)
        return self._count

    def window(self, offset: int, limit: int) -> Sequence[Row]:
        """Return so many rows from this one on."""
        found = self._file.contributions(self.where, limit=limit, offset=offset, of=self._count)
        return rows_of(self._file, found, self.rule)


def rows_of(file: SessionFile, found: Sequence[Contribution], rule: Sharing) -> Sequence[Row]:
    """Return contributions of a file as rows, with what follows from each."""
    follows = file.follows(found)
    return [row_of(one, rule, follows.get(one.id, NOTHING)) for one in found]


def row_of(one: Contribution, rule: Sharing, follows: Follows = NOTHING) -> Row:
    """Return a contribution as a row; its sharing stands there if it is not the room's rule.

    Args:
        one: the contribution.
        rule: the room's rule.
        follows: what follows from it.
    """
    about = about_of(one, rule)
    about += [counted(follows.promises, "promise")] if follows.promises else []
    about += [counted(follows.relations, "relation")] if follows.relations else []
    about += [counted(follows.links, "link")] if follows.links else []
    return Row(
        key=one.id,
        time=one.at[11:16],
        who=one.by or THE_ROOM,
        words=words_of(one),
        meta=" · ".join(about),
        areas=areas_of(one),
    )


def words_of(one: Contribution) -> str:
    """Return the words as a screen may show them: none that were taken back, whoever looks."""
    if one.check is Check.WITHDRAWN:
        return TAKEN_BACK
    return OFF_RECORD if one.words is None else one.words


def name_of(one: Contribution) -> str:
    """Return what names a contribution in a sentence: who said it, and when."""
    return f"{one.by or THE_ROOM}, {one.at[11:16]}"


def areas_of(one: Contribution) -> str:
    """Return the areas of a contribution in words, or that none was decided."""
    if one.none_of_three:
        return "none of the three"
    return " · ".join(area.label for area in one.areas) or NOT_YET


def about_of(one: Contribution, rule: Sharing | None) -> list[str]:
    """Return what else is known of a contribution; its sharing if it is not the room's rule."""
    about = [f"{counted(one.conflicts, 'difference')} to settle"] if one.conflicts else []
    about += [one.kind.label] if one.kind else []
    about += [one.sharing.label] if one.sharing is not rule and one.words is not None else []
    about += [one.captured.label] if one.captured is not Captured.VERBATIM else []
    about += map(label_of, one.codes)
    about += [one.check.label] if one.check is not Check.UNREAD else []
    return about
