"""Every text can be read, in both themes, and without any colour."""

from __future__ import annotations

from typing import Any

import pytest
from textual.app import ComposeResult
from textual.color import Color
from textual.theme import Theme
from textual.widgets import (
    Button,
    Collapsible,
    DataTable,
    Footer,
    Input,
    OptionList,
    Static,
    TextArea,
)

from listening.app.keys_in_turn import KeysInTurn
from listening.app.themes import DARK, LIGHT, PLAIN, READABLE, first_theme, themes
from listening.app.widgets.entry import Entry
from listening.app.widgets.rows import Rows
from tests.app.contrast import ENOUGH, colours, contrast, faint_texts
from tests.app.test_entry import NoteTaker
from tests.app.test_rows import AFTERNOON, Shelf
from tests.app.waiting import press_keys, stable, until

COLOURED = [theme for theme in themes() if not theme.ansi]
PAPERS = ("background", "surface", "panel", "footer-background")
INKS = (
    *(
        "foreground",
        "text",
        "text-muted",
        "text-disabled",
        "foreground-muted",
        "foreground-disabled",
    ),
    *("primary", "secondary", "warning", "error", "success", "accent"),
    *("footer-foreground", "footer-key-foreground", "footer-description-foreground", "link-color"),
)
PAIRS = (
    *((ink, paper) for ink in INKS for paper in PAPERS),
    ("block-cursor-foreground", "block-cursor-background"),
    ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
    ("foreground", "block-hover-background"),
    ("input-selection-foreground", "input-selection-background"),
    ("input-cursor-foreground", "input-cursor-background"),
    ("screen-selection-foreground", "screen-selection-background"),
    ("link-color-hover", "link-background-hover"),
)


class EverythingApp(KeysInTurn):
    """One of everything that the screens are made of."""

    CSS = "Screen { overflow-y: auto; } Rows { height: 14; } OptionList, DataTable { height: 5; }"

    def __init__(self, theme: str, *, ansi_color: bool | None = None) -> None:
        super().__init__(css_path=READABLE, ansi_color=ansi_color)
        for each in themes():
            self.register_theme(each)
        self.theme = theme

    def compose(self) -> ComposeResult:
        """Show them below each other."""
        yield Rows(Shelf(AFTERNOON))
        yield Entry(NoteTaker(), placeholder="What was said")
        yield Static("Words")
        yield Input(placeholder="Title")
        yield Input("Brixton Library")
        yield TextArea("Purpose")
        yield OptionList("one", "two", "three")
        yield Collapsible(Static("Lenses"), title="More about the session")
        yield Button("Save")
        yield Button("Save", variant="primary")
        yield Button("Leave", variant="error")
        yield DataTable()
        yield Footer()

    def on_mount(self) -> None:
        """Fill the table."""
        table = self.query_one(DataTable)
        table.add_columns("who", "what")
        table.add_row("Lambeth", "a person to ring")


def variables(theme: Theme) -> dict[str, str]:
    """Return the theme's variables as an app has them."""
    return {**theme.to_color_system().generate(), **theme.variables}


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((118, 118, 118), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)
    assert contrast((9, 9, 9), (9, 9, 9)) == 1


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
@pytest.mark.parametrize("pair", PAIRS, ids=" on ".join)
def test_every_pair_of_ink_and_paper_is_told_apart(theme: Theme, pair: tuple[str, str]) -> None:
    ink, paper = (Color.parse(variables(theme)[name]) for name in pair)
    assert ink.a == paper.a == 1
    assert contrast(ink.rgb, paper.rgb) >= ENOUGH


@pytest.mark.parametrize("theme", [DARK, LIGHT])
async def test_whatever_has_the_focus_nothing_on_the_screen_is_faint(theme: str) -> None:
    app = EverythingApp(theme)
    async with app.run_test(size=(100, 70)) as pilot:
        for _ in range(len(app.screen.focus_chain)):
            await stable(pilot)
            assert faint_texts(app) == []
            before = app.focused
            press_keys(app, "tab")
            await until(pilot, lambda was=before: app.focused is not was, "the next focus")


@pytest.mark.parametrize("theme", [DARK, LIGHT])
async def test_a_selection_can_be_read(theme: str) -> None:
    app = EverythingApp(theme)
    async with app.run_test(size=(100, 70)) as pilot:
        for field in (app.query_one(Entry), app.query(TextArea).last(), app.query(Input).last()):
            field.focus()
            if isinstance(field, Entry):
                field.load_line("Selected words")
            await until(pilot, lambda it=field: app.focused is it, "the focus")
            press_keys(app, "home", *["shift+right"] * 5)
            await stable(pilot)
            assert faint_texts(app) == []


async def test_without_colours_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = EverythingApp(first_theme(no_color=True), ansi_color=True)
    async with app.run_test(size=(100, 70)) as pilot:
        await stable(pilot)
        assert app.no_color
        assert {name for style in colours(app) for name in _colour_names(style)} <= {"default"}


def test_the_first_theme_is_dark_unless_no_colours_are_wanted() -> None:
    assert first_theme(no_color=False) == DARK
    assert first_theme(no_color=True) == PLAIN


def _colour_names(style: Any) -> list[str]:
    return [colour.name for colour in (style.color, style.bgcolor) if colour is not None]
