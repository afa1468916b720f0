"""The draft of a change: of which contribution it is, what was seen of it, and how it stands in the line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from listening.app.capture.contribution_row import name_of
from listening.app.capture.drafting import excerpt_of
from listening.app.gone import is_withdrawn
from listening.app.half_written import FormDraft
from listening.model.errors import NotFound
from listening.model.records import Contribution
from listening.store.form_drafts import InFile
from listening.store.half_written import HalfWritten
from listening.store.session_file import SessionFile

_SORT = "edit"
_LINE, _BEFORE, _SEEN = "line", "before", "seen"


@dataclass(frozen=True, slots=True)
class LeftEdit:
    """A change that was begun, and never saved."""

    one: Contribution
    """What was being changed, as it is now."""
    left: HalfWritten

    @property
    def line(self) -> str:
        """How it stood in the line."""
        return self.left.fields.get(_LINE, "")

    @property
    def before(self) -> str:
        """How it was written when the change began."""
        return self.left.fields.get(_BEFORE, "")

    @property
    def seen(self) -> frozenset[str]:
        """What was said of it when the change began."""
        return frozenset(self.left.fields.get(_SEEN, "").split())

    @property
    def offer(self) -> str:
        """The sentence that offers it."""
        return (
            f"A change to {name_of(self.one)} was not saved: “{excerpt_of(self.line)}”. "
            "Enter goes on with it, Escape leaves it, Delete throws it away."
        )


def fields(line: str, before: str, seen: frozenset[str]) -> Mapping[str, str]:
    """Return what is kept of a change; nothing while the line is as it was."""
    if line == before:
        return {}
    return {_LINE: line, _BEFORE: before, _SEEN: " ".join(sorted(seen))}


class EditPlace(InFile):
    """Where the draft of one change is kept."""

    def __init__(
        self, file: SessionFile, session: str, own: str, left: HalfWritten | None = None
    ) -> None:
        """Say of which contribution.

        Args:
            file: the open file.
            session: the token of the session on the screen.
            own: the contribution's id.
            left: what was left of it, where that is gone on with.
        """
        super().__init__(file.path, file.author, _SORT, session, own, said_in=session)
        self._taken_up = left

    def left(self) -> HalfWritten | None:
        """Return what is gone on with; what else was left is offered in the line."""
        return self._taken_up


def begin(file: SessionFile, session: str, one: Contribution) -> FormDraft:
    """Begin to keep a change."""
    return FormDraft(EditPlace(file, session, one.id))


def go_on(file: SessionFile, session: str, edit: LeftEdit) -> FormDraft:
    """Go on keeping a change that was left; what was left is wiped once it is kept anew."""
    draft = FormDraft(EditPlace(file, session, edit.one.id, edit.left))
    draft.take()
    return draft


def throw_away(file: SessionFile, session: str, own: str, left: HalfWritten) -> None:
    """Wipe a change that was left.

    Raises:
        ListeningError: it could not be wiped.
    """
    EditPlace(file, session, own).drop(left)


def left_in(file: SessionFile, session: str) -> tuple[list[LeftEdit], int]:
    """Return the changes that were left in a session, and how many are gone with what they changed.

    Of what was taken back or erased no words are offered again: its changes are wiped.

    Raises:
        ListeningError: the file cannot be read.
    """
    found, gone = [], 0
    for each in file.forms_left(_SORT, session):
        own = each.form[-1]
        one = _there(file, own)
        if one is None or is_withdrawn(one):
            throw_away(file, session, own, each.left)
            gone += 1
        else:
            found.append(LeftEdit(one, each.left))
    return found, gone


def _there(file: SessionFile, own: str) -> Contribution | None:
    try:
        return file.contribution(own)
    except NotFound:
        return None
