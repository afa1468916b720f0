"""Orders about the room: prompts and minutes, breaks, voices, and what was read back."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from listening.cli.in_the_room import Room, agenda_lines, voices_lines
from listening.cli.note.desk import Desk
from listening.model.vocabulary import Check


def agenda(desk: Desk, _rest: str) -> Iterable[str]:
    """Tell the prompts with the minutes that they have had."""
    return agenda_lines(Room.of(desk.file, desk.session))


def voices(desk: Desk, _rest: str) -> Iterable[str]:
    """Tell from where was heard, and from where not yet."""
    return voices_lines(Room.of(desk.file, desk.session))


def pause(desk: Desk, _rest: str) -> Iterable[str]:
    """Note that a break begins, or that it ends."""
    is_break = Room.of(desk.file, desk.session).timing.break_since is not None
    desk.file.note_break(desk.session, begins=not is_break)
    return ("The break is over." if is_break else "A break begins; :break again ends it.",)


def _checked(check: Check, desk: Desk, rest: str) -> Iterable[str]:
    said = desk.file.edit(desk.ref(rest), check=check)
    return (desk.changed(check.label.capitalize(), said),)


read_back = partial(_checked, Check.READ_BACK)
"""Say that a contribution was read back to those who said it."""
confirmed = partial(_checked, Check.CONFIRMED)
"""Say that those who said a contribution confirmed it."""
withdrawn = partial(_checked, Check.WITHDRAWN)
"""Say that those who said a contribution took it back."""
