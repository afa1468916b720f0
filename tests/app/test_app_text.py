"""Words of other people reach the screen letter by letter, and act on nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import ComposeResult
from textual.widgets import DataTable, Static

from listening.app.last_keys import DropsLastKeys
from listening.app.text import cell, parts, plain, tell, visible
from tests.app.waiting import screen_text, until

ANY_TEXT = st.text(
    st.one_of(st.characters(), st.sampled_from("\x1b\x07\x9b\u202e\ufeff\r\n\t[]@=\\"))
)
HOSTILE = "[/nope] [@click=app.quit]x[/] \x1b]0;x\x07 \\[b] \u202eabc"
SHOWN = "[/nope] [@click=app.quit]x[/] �]0;x� \\[b] �abc"
DOES_SOMETHING = {chr(code) for code in (*range(10), *range(11, 32), *range(127, 160))} | set(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2028\u2029\u2066\u2067\u2068\u2069"
)


@given(ANY_TEXT)
def test_nothing_visible_acts_on_a_terminal(text: str) -> None:
    assert not DOES_SOMETHING & set(visible(text))
    visible(text).encode()


@given(ANY_TEXT)
def test_what_is_visible_stays_as_it_is(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@given(ANY_TEXT)
def test_content_and_cells_hold_the_visible_words(text: str) -> None:
    assert plain(text).plain == visible(text)
    assert plain(text, "bold").plain == visible(text)
    assert cell(text).plain == visible(text)


@pytest.mark.parametrize(
    "kept", ["Mum’s carers", "我\u3000们", "👩\u200d🦽", "می\u200cخواهم", "one\ntwo", "a\u00a0b"]
)
def test_letters_of_every_script_are_kept(kept: str) -> None:
    assert visible(kept) == kept


def test_line_ends_are_newlines_and_tabs_are_spaces() -> None:
    assert visible("a\r\nb\rc\u2028d\te") == "a\nb\nc\nd e"


def test_pieces_stand_on_one_line_with_their_styles_and_empty_ones_left_out() -> None:
    line = parts("2 of 4", "", ("[9] of 20 min", "bold"), between=" · ")
    assert line.plain == "2 of 4 · [9] of 20 min"
    assert [(span.start, span.end, span.style) for span in line.spans] == [(9, 22, "bold")]


class HostileApp(DropsLastKeys):
    """An app in which hostile words stand everywhere."""

    def compose(self) -> ComposeResult:
        """Show them in a widget and a table."""
        yield Static(plain(HOSTILE))
        yield DataTable()

    def on_mount(self) -> None:
        """Show them in a cell and a toast too."""
        table = self.query_one(DataTable)
        table.add_columns("words")
        table.add_row(cell(HOSTILE))
        tell(self, HOSTILE, "warning")


async def test_hostile_words_are_shown_and_do_nothing() -> None:
    app = HostileApp()
    async with app.run_test(size=(100, 24), notifications=True) as pilot:
        await until(pilot, lambda: screen_text(app).count(SHOWN) == 2, "the words, twice")
        await until(pilot, lambda: app._notifications, "the toast")
        assert [toast.message for toast in app._notifications] == [SHOWN]
        assert not any(toast.markup for toast in app._notifications)
