"""Orders that change what was captured, and what people say of themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from listening.cli import telling
from listening.cli.coding import Coding
from listening.cli.note.desk import Desk, quick_line
from listening.cli.people import perspectives
from listening.cli.taking_back import undone_sentence
from listening.model.errors import WrongUse
from listening.model.quickline import write
from listening.model.text import fold

if TYPE_CHECKING:
    from listening.store.views import Draft

_SIGNS = ("+", "-", "#", "/")
"""What the words of `:tag` begin with, so that an id is told from a code."""


def tag(desk: Desk, rest: str) -> Iterable[str]:
    """Put areas and codes on a contribution, or take them off."""
    words = rest.split()
    named = words.pop(0) if words and not words[0].startswith(_SIGNS) else ""
    off = [word[1:] for word in words if word.startswith("-")]
    on = [word.removeprefix("+") for word in words if not word.startswith("-")]
    coding = Coding.of(on, off)
    (said,) = desk.file.tag([desk.ref(named)], add=coding.add, remove=coding.remove)
    return (desk.changed("Tagged", said),)


def none(desk: Desk, rest: str) -> Iterable[str]:
    """Say “none of the three” of a contribution."""
    (said,) = desk.file.tag([desk.ref(rest)], none=True)
    return (desk.changed("Tagged", said),)


def edit(desk: Desk, rest: str) -> Iterable[str]:
    """Make a contribution what a line says; without one, tell the line that it is."""
    named, _, line = rest.partition(" ")
    if line.strip():
        return desk.rewrite(named, line.lstrip())
    said = desk.file.contribution(desk.ref(named))
    now = write(quick_line(said), desk.file.known(desk.session))
    return (
        f"It is now: {now}",
        f"Write :edit {desk.short_id(said.id)} and the line as it should be.",
    )


def remove(desk: Desk, rest: str) -> Iterable[str]:
    """Take a contribution out of every list."""
    (said,) = desk.file.remove([desk.ref(rest)])
    return (desk.changed("Removed", said), ":restore brings it back.")


def restore(desk: Desk, rest: str) -> Iterable[str]:
    """Bring a removed contribution back."""
    (said,) = desk.file.restore([desk.ref(rest)])
    return (desk.changed("Restored", said),)


def undo(desk: Desk, _rest: str) -> Iterable[str]:
    """Take the author's last change back."""
    undone = desk.file.undo(desk.session)
    return (undone_sentence(desk.file, undone) if undone else "There is nothing left to undo.",)


def who(desk: Desk, rest: str) -> Iterable[str]:
    """Tell who spoke, or set from where somebody speaks, perspectives parted by commas."""
    named, _, said = rest.partition(":" if ":" in rest else " ")
    if said.strip():
        handle = _handle(desk, named)
        keys = perspectives(said.split(","))
        return (telling.person(desk.file.set_participant(desk.session, handle, perspectives=keys)),)
    people = [
        each
        for each in desk.file.participants(desk.session)
        if not named or fold(each.handle) == fold(named)
    ]
    return map(telling.person, people) if people else ("Nobody has that handle yet.",)


def _handle(desk: Desk, named: str) -> str:
    """Return a handle that a line could begin with; plain words are not taken for a new one."""
    handle = desk.read(f"{named}:").by
    if handle is None:
        raise WrongUse(f"“{named}” is no handle here: use one such as P3, or one that has spoken.")
    return handle


def drafts(desk: Desk, rest: str) -> Iterable[str]:
    """Tell the lines that were typed and never saved; save one, or drop it."""
    left = desk.file.drafts_left()
    verb, _, number = rest.partition(" ")
    if verb in ("save", "drop"):
        return _settle(desk, verb, _numbered(left, number))
    if not left:
        return ("No line was left unsaved.",)
    return [
        *(f"{place}. {draft.line}" for place, draft in enumerate(left, start=1)),
        "Write :drafts save 1 to save the first, :drafts drop 1 to let it go.",
    ]


def _numbered(left: tuple[Draft, ...], number: str) -> Draft:
    if not number.isdecimal() or not 1 <= int(number) <= len(left):
        raise WrongUse(f"There is no draft “{number}”: :drafts lists them with their numbers.")
    return left[int(number) - 1]


def _settle(desk: Desk, verb: str, draft: Draft) -> Iterable[str]:
    saving = verb == "save"
    told = desk.capture(draft.line, draft.prompt) if saving else ("Dropped the draft.",)
    desk.file.drop_draft(draft)
    return told
