"""What is done to a contribution that is read back: each is on the disk when it returns."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from listening.app.playback.reading import Reading
from listening.model.errors import WrongUse
from listening.model.vocabulary import Check
from listening.sharing.playback import Card
from listening.store.form_drafts import InFile
from listening.store.session_file import SessionFile


def mark(file: SessionFile, card: Card, check: Check) -> None:
    """Say that it was read back, confirmed or taken back.

    Raises:
        WrongUse: it was taken back elsewhere while it was shown here; it stays so.
    """
    if file.contribution(card.id).check is Check.WITHDRAWN:
        raise WrongUse("Somebody has just taken this back: it stays so, and goes from this screen.")
    file.edit(card.id, check=check)


def correct(file: SessionFile, card: Card, words: str, seen: AbstractSet[str]) -> None:
    """Set the words, or the paraphrase where only that was read, as corrected.

    Args:
        file: the open file.
        card: what was read.
        words: what it shall be.
        seen: what was said of it when the correction began.

    Raises:
        EmptyWords: nothing stands there.
    """
    if card.in_other_words:
        file.edit(card.id, seen=seen, paraphrase=words, check=Check.CORRECTED)
    else:
        file.edit(card.id, seen=seen, words=words, check=Check.CORRECTED)


def kept_in(file: SessionFile, card: Card, session: str) -> InFile:
    """Return where a correction is kept until it is saved."""
    form = "correct-paraphrase" if card.in_other_words else "correct"
    return InFile(file.path, file.author, form, card.id, said_in=session)


def undo(file: SessionFile, session: str) -> tuple[str, ...]:
    """Take the author's last change back, and return the contributions that it touched."""
    undone = file.undo(session)
    return undone.contributions if undone else ()


def undone_told(before: Reading, now: Reading) -> str:
    """Return what came of an undo to the one that is shown now."""
    card = now.card
    if card is None:
        return "Undone."
    if not before.has(card.id):
        return "Undone: it can be read again."
    return f"Undone: it is as it was before, {card.check.label}."
