"""Changing a text from where it is seen what would leave: words, what stands beside them, and the rest."""

from __future__ import annotations

from pathlib import Path

from listening.app.capture.editing import changes, line_of
from listening.app.screens.line_question import LineQuestion
from listening.app.share.putting import put
from listening.model.errors import WrongUse
from listening.model.quickline import parse
from listening.model.records import Contribution
from listening.model.text import sanitise
from listening.sharing.hinted import field_of
from listening.sharing.privacy import Found
from listening.store.asked import Edit
from listening.store.form_drafts import InFile
from listening.store.session_file import SessionFile

CHANGED = "Changed; what stood there before stays in the history. This is what would leave now."
"""What is said after a change."""

UNCHANGED = "Nothing was changed."
"""What is said where the line says the same as before."""

_WORDS = (
    "Change the words or the marks: %analysis at the end lets it be counted only, %paraphrase lets it be"
    " told in other words only. Enter saves it."
)
_SAID = ("words", "codes", "paraphrase")
"""What is changed of a contribution itself: its line, with the marks in it, or its paraphrase."""


def question(path: Path, author: str, found: Found) -> LineQuestion:
    """Return the line in which that is changed where a hint was found; its answer says what became of it.

    What cannot be saved stays in the line, with the reason.

    Args:
        path: the session file.
        author: who changes it.
        found: a hint.

    Raises:
        ListeningError: the file cannot be read.
    """
    if found.what == "contribution" and found.field in _SAID:
        return _of_contribution(path, author, found)
    return _of_text(path, author, found)


def _of_contribution(path: Path, author: str, found: Found) -> LineQuestion:
    with SessionFile.open(path) as file:
        one, seen = file.contribution(found.id), file.seen(found.id)
        known = file.known(one.session)
    is_paraphrase = found.field == "paraphrase"

    def save(line: str) -> str:
        edit = _of_paraphrase(one, line) if is_paraphrase else changes(one, parse(line, known))
        if not edit:
            return UNCHANGED
        with SessionFile.open(path, author=author) as file:
            file.edit(one.id, seen=seen, **edit)
        return CHANGED

    asks, line = (_asks(found), one.paraphrase) if is_paraphrase else (_WORDS, line_of(one, known))
    kept_in = InFile(path, author, found.field, one.id, said_in=one.session)
    return LineQuestion(asks, line=line or "", read=save, kept_in=kept_in)


def _of_paraphrase(one: Contribution, line: str) -> Edit:
    """Return the change of a paraphrase, which is not taken away by emptying it.

    Raises:
        WrongUse: nothing stands in the line.
    """
    text = sanitise(line)
    if not text:
        raise WrongUse("Nothing stands in the line: write the paraphrase, or Escape leaves it.")
    return Edit() if text == one.paraphrase else Edit(paraphrase=text)


def _of_text(path: Path, author: str, found: Found) -> LineQuestion:
    def save(line: str) -> str:
        text = sanitise(line)
        if text == found.within:
            return UNCHANGED
        with SessionFile.open(path, author=author) as file:
            put(file, found, text)
        return CHANGED

    kept_in = InFile(path, author, found.field, found.id)
    return LineQuestion(_asks(found), line=found.within, read=save, kept_in=kept_in)


def _asks(found: Found) -> str:
    return f"Change {field_of(found)}. Enter saves it."
