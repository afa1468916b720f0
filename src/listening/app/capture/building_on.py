"""More to say: what is saved next builds on something that was said before."""

from __future__ import annotations

from dataclasses import dataclass

from listening.app.capture.contribution_row import name_of
from listening.model.records import Contribution
from listening.model.vocabulary import Bond
from listening.store.session_file import SessionFile


@dataclass(frozen=True, slots=True)
class BuildingOn:
    """A link that is made once the line is saved; until then it can be left out."""

    target: Contribution
    """What is built on."""

    @property
    def chip(self) -> str:
        """What stands under the line."""
        return f"builds on {name_of(self.target)}; Escape leaves the link out"

    def link(self, file: SessionFile, saved: Contribution) -> None:
        """Link what was saved with what it builds on; what is off record stays alone."""
        if saved.words is not None:
            file.link(saved.id, Bond.BUILDS_ON, self.target.id)
