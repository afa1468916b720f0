"""The top lines: which session, whether all is on the disk, which prompt is open and since when."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from listening.app.text import parts, plain

_BETWEEN = " · "
_MARGIN = 4
_WITHOUT_WRITER = 3
_NOT_SAVED = "not saved"


class Status(Vertical):
    """Two quiet lines, and a third one that stays for as long as something is not saved."""

    DEFAULT_CSS = """
    Status {
        height: auto;
        & Horizontal { height: auto; padding: 0 1; }
        & #session-title { width: 1fr; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
        & #figures { width: auto; height: 1; margin-left: 2; color: $text-muted; }
        & #trouble {
            display: none;
            height: auto;
            padding: 0 1;
            color: $text-error;
            text-style: bold;
        }
        & #prompt { width: 1fr; height: auto; max-height: 2; text-style: bold; }
        & #minutes { width: auto; height: 1; margin-left: 2; color: $text-muted; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="status")
        self._pieces: tuple[str, ...] = ()
        self._title = ""
        self._saved = ""
        self._minutes = ""
        self._is_unread = False

    def compose(self) -> ComposeResult:
        """Lay the lines out."""
        with Horizontal(id="title-line"):
            yield Static(id="session-title")
            yield Static(id="figures")
        yield Static(id="trouble")
        with Horizontal(id="prompt-line"):
            yield Static(id="prompt")
            yield Static(id="minutes")

    @property
    def saved_state(self) -> str:
        """Whether all is on the disk, in words."""
        return self._saved

    def show_session(self, title: str, date: str, warning: str = "") -> None:
        """Name the session, after a warning that must not be missed, such as that nothing is kept."""
        self._title = _BETWEEN.join(filter(None, (warning, title, date)))
        said = parts((warning, "bold $text-accent"), (title, "bold"), date, between=_BETWEEN)
        self._line("session-title").update(said)
        self._draw_figures()

    def show_figures(self, pieces: Sequence[str]) -> None:
        """Show who writes, how much was heard, and how much is not yet tagged."""
        if tuple(pieces) != self._pieces:
            self._pieces = tuple(pieces)
            self._draw_figures()

    def show_prompt(self, number: int, of: int, text: str) -> None:
        """Show the prompt that is open."""
        place = f"{number} of {of}" if of else "no prompts"
        self._line("prompt").update(parts((place, "$text-muted"), text, between="  "))

    def show_minutes(self, words: str) -> None:
        """Show how long the prompt has been open."""
        if words != self._minutes:
            self._minutes = words
            self._line("minutes").update(plain(words))

    def saved(self, words: str) -> None:
        """Say that all is on the disk, such as “saved 14:07:31”; trouble is over."""
        self._saved = words
        self._is_unread = False
        self._line("trouble").display = False
        self._draw_figures()

    def waiting(self, words: str, sentence: str = "") -> None:
        """Say that something waits to be saved, and, where it has waited for long, why."""
        self._saved, self._is_unread = words, False
        self._line("trouble").update(plain(f"! {sentence}"))
        self._line("trouble").display = bool(sentence)
        self._draw_figures()

    def unread(self, sentence: str) -> None:
        """Say that the file cannot be read, and why: nothing that was saved is touched by that."""
        if self._saved == _NOT_SAVED:
            return
        self._is_unread = True
        self._line("trouble").update(plain(f"! {sentence}"))
        self._line("trouble").display = True

    def read_again(self) -> None:
        """Say no more that the file cannot be read."""
        if self._is_unread:
            self._is_unread = False
            self._line("trouble").display = False

    def failed(self, sentence: str) -> None:
        """Say what was not saved, why, and what to do; it stays until something is saved."""
        self._saved, self._is_unread = _NOT_SAVED, False
        self._line("trouble").update(plain(f"! {sentence}"))
        self._line("trouble").display = True
        self._draw_figures()

    def on_resize(self) -> None:
        """Show as many figures as there is room for."""
        self._draw_figures()

    def _draw_figures(self) -> None:
        pieces = [*self._pieces, self._saved] if self._saved else list(self._pieces)
        width = self.size.width - _MARGIN
        room = width - min(cell_len(self._title), width // 2)
        while len(pieces) > 1 and cell_len(_BETWEEN.join(pieces)) > room:
            # Who writes leaves first, then what is not yet tagged, then how much was heard.
            pieces.pop(1 if len(pieces) == _WITHOUT_WRITER else 0)
        self._line("figures").update(parts(*pieces, between=_BETWEEN))

    def _line(self, name: str) -> Static:
        return self.query_one(f"#{name}", Static)
