"""What is typed ahead goes, key by key, where the one before it has led."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, OptionList, Static, TextArea

from listening.app.keys_in_turn import KeysInTurn
from tests.app.waiting import paste, press_keys, settled, type_keys, until


class SlowToFocus(KeysInTurn):
    """An app whose only field gets the focus when the test says so."""

    AUTO_FOCUS = None

    def compose(self) -> ComposeResult:
        """Show a field."""
        yield TextArea()


class NothingToFocus(KeysInTurn):
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
        await settled(pilot)
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


class ThreeFields(KeysInTurn):
    """An app with a list of which a choice leads to the first of two fields."""

    AUTO_FOCUS = "OptionList"

    def compose(self) -> ComposeResult:
        """Show the list above the fields."""
        yield OptionList("one", "two")
        yield Input(id="first")
        yield Input(id="second")

    def on_option_list_option_selected(self) -> None:
        """Go on to the first field."""
        self.query_one("#first", Input).focus()


async def test_what_follows_a_tab_or_a_choice_lands_in_the_field_that_it_led_to() -> None:
    app = ThreeFields()
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.focused is not None, "the list")
        press_keys(app, "down", "enter")
        type_keys(app, "Who")
        press_keys(app, "tab")
        type_keys(app, "What")
        press_keys(app, "shift+tab", "end")
        paste(app, " else")
        press_keys(app, "tab", "end", "!")
        second = app.query_one("#second", Input)
        await until(pilot, lambda: second.value.endswith("!"), "the last key")
        assert (app.query_one("#first", Input).value, second.value) == ("Who else", "What!")


async def test_a_key_whose_taker_goes_away_does_not_hold_up_those_after_it() -> None:
    app = ThreeFields()
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.focused is not None, "the list")
        first, second = app.query_one("#first", Input), app.query_one("#second", Input)
        first.focus()
        await until(pilot, lambda: app.focused is first, "the field")
        first.remove()
        type_keys(app, "x")
        second.focus()
        type_keys(app, "yz")
        await until(pilot, lambda: second.value.endswith("yz"), "what came after it")
