"""Changing a contribution from where it is seen what would leave: its words, its sharing."""

from __future__ import annotations

from pathlib import Path

from listening.app.capture.editing import changes, line_of
from listening.app.screens.line_question import LineQuestion
from listening.model.errors import WrongUse
from listening.model.quickline import parse
from listening.model.records import Contribution
from listening.model.text import sanitise
from listening.sharing.privacy import Found
from listening.store.asked import Edit
from listening.store.form_drafts import InFile
from listening.store.session_file import SessionFile

CHANGED = "Changed; the former words stay in its history. This is what would leave now."
"""What is said after a change."""

UNCHANGED = "Nothing was changed."
"""What is said where the line says the same as before."""

_WORDS = (
    "Change the words or the marks: %analysis at the end lets it be counted only, %paraphrase lets it be"
    " told in other words only. Enter saves it."
)
_PARAPHRASE = "Change the paraphrase. Enter saves it."


def question(path: Path, author: str, found: Found) -> LineQuestion:
    """Return the line in which a contribution is changed; its answer says what became of it.

    What cannot be saved stays in the line, with the reason.

    Args:
        path: the session file.
        author: who changes it.
        found: a hint in a contribution.

    Raises:
        ListeningError: the file cannot be read.
    """
    with SessionFile.open(path) as file:
        one, seen = file.contribution(found.id), file.seen(found.id)
        known = file.known(one.session)

    def save(line: str) -> str:
        if found.field == "paraphrase":
            edit = _of_paraphrase(one, line)
        else:
            edit = changes(one, parse(line, known))
        if not edit:
            return UNCHANGED
        with SessionFile.open(path, author=author) as file:
            file.edit(one.id, seen=seen, **edit)
        return CHANGED

    is_paraphrase = found.field == "paraphrase"
    asks, line = (_PARAPHRASE, one.paraphrase) if is_paraphrase else (_WORDS, line_of(one, known))
    kept_in = InFile(path, author, found.field, one.id, said_in=one.session)
    return LineQuestion(asks, line=line or "", read=save, kept_in=kept_in)


def _of_paraphrase(one: Contribution, line: str) -> Edit:
    """Return the change of a paraphrase, which is not taken away by emptying it.

    Raises:
        WrongUse: nothing stands in the line.
    """
    text = sanitise(line).strip()
    if not text:
        raise WrongUse("Nothing stands in the line: write the paraphrase, or Escape leaves it.")
    return Edit() if text == one.paraphrase else Edit(paraphrase=text)
