"""What is typed before the first screen is ready is not lost."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static, TextArea

from listening.app.early_keys import KeepsEarlyKeys
from tests.app.waiting import paste, type_keys, until


class SlowToFocus(KeepsEarlyKeys):
    """An app whose only field gets the focus when the test says so."""

    AUTO_FOCUS = None

    def compose(self) -> ComposeResult:
        """Show a field."""
        yield TextArea()


class NothingToFocus(KeepsEarlyKeys):
    """An app of which nothing takes keys, but which knows one itself."""

    BINDINGS: ClassVar[list[BindingType]] = [("n", "note", "Note")]
    noted = False

    def compose(self) -> ComposeResult:
        """Show words."""
        yield Static("words")

    def action_note(self) -> None:
        """Note that the key came."""
        self.noted = True


async def test_early_keys_and_pastes_reach_what_first_gets_the_focus_in_order() -> None:
    app = SlowToFocus()
    async with app.run_test() as pilot:
        field = app.query_one(TextArea)
        type_keys(app, "typed ")
        paste(app, "and pasted")
        await pilot.pause()
        assert field.text == ""
        type_keys(app, " early")
        field.focus()
        type_keys(app, ", and later")
        await until(pilot, lambda: field.text.endswith("later"), "all that was typed")
        assert field.text == "typed and pasted early, and later"


async def test_where_nothing_takes_the_focus_keys_still_do_what_they_do() -> None:
    app = NothingToFocus()
    async with app.run_test() as pilot:
        type_keys(app, "n")
        await until(pilot, lambda: app.noted, "the key's effect")
