"""What can be done about what stood in a form when the program ended."""

from __future__ import annotations

from listening.app.commands.command import Command, Place

_FORMS = frozenset({Place.SETUP, Place.FOLLOWING, Place.CORRECTING})

HALF_WRITTEN = (
    Command(
        id="draft.take",
        title="Bring back what you had begun to write",
        help="Bring back what you had begun to write here when the program ended.",
        action="take_draft",
        where=_FORMS,
        keys=("ctrl+r",),
        word="bring it back",
        short="again",
        rank=96,
    ),
    Command(
        id="draft.throw",
        title="Put away what you had begun to write",
        help="Put away for good what you had begun to write here when the program ended.",
        action="throw_draft",
        where=_FORMS,
        keys=("ctrl+o",),
        word="put it away",
        short="away",
        rank=96,
    ),
)
