"""Choosing another folder of sessions."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from listening.app.text import plain
from listening.app.widgets.notice import Notice
from listening.model.errors import WrongUse


def chosen(text: str) -> Path:
    """Return the folder, or the session file, that somebody typed; `~` is their own folder.

    Raises:
        WrongUse: there is nothing at that place, or it cannot be looked at.
    """
    if not text.strip():
        raise WrongUse("Type where the folder is, such as ~/Documents/Listening sessions.")
    try:
        path = Path(text.strip().strip("\"'")).expanduser()
        there = path.exists()
    except (OSError, RuntimeError, ValueError) as error:
        raise WrongUse(f"“{text.strip()}” cannot be looked at: check how it is written.") from error
    if not there:
        raise WrongUse(f"There is no folder {path}: check how it is written, or make it first.")
    return path


class FolderQuestion(ModalScreen[Path | None]):
    """Asks for a folder; None where it stays the one it was."""

    CSS_PATH = "folder.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Stay here", id="folder.leave", tooltip="Keep this folder.")
    ]

    def __init__(self, now: Path) -> None:
        super().__init__()
        self._now = now

    def compose(self) -> ComposeResult:
        """Ask for the folder, beginning with the one that is shown."""
        with VerticalScroll(id="asked", can_focus=False):
            yield Static(plain("Which folder? Its sessions will be listed."), id="sentence")
            yield Input(str(self._now), id="folder", compact=True)
            yield Notice(id="trouble")
            yield Static(plain("Enter show it   Escape stay here"), id="keys")

    @on(Input.Submitted)
    def look(self, event: Input.Submitted) -> None:
        """Go there, or say why that cannot be."""
        event.stop()
        try:
            path = chosen(event.value)
        except WrongUse as trouble:
            self.query_one(Notice).say(str(trouble))
            return
        if self.is_current:
            self.dismiss(path)

    def action_leave(self) -> None:
        """Keep the folder that is shown."""
        if self.is_current:
            self.dismiss(None)
