"""The list draws only what is seen, wraps words whole, and follows its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import pytest
from textual import on
from textual.app import ComposeResult
from textual.strip import Strip

from listening.app.keys_in_turn import KeysInTurn
from listening.app.widgets.row_layout import CURSOR_MARK, Row
from listening.app.widgets.rows import Rows
from tests.app.goldens import looks_like
from tests.app.waiting import NARROW, WIDE, press_keys, screen_text, stable, until

AFTERNOON = (
    Row(
        key="a",
        time="14:02",
        who="P3",
        words="Mum's carers change every week and nobody tells us who is coming.",
        meta="barrier",
        areas="Roles · System",
    ),
    Row(
        key="b",
        time="14:03",
        who="P7",
        words="We write the rota on Friday. I know how that sounds.",
        meta="experience · provider",
        areas="Roles",
    ),
    Row(
        key="c",
        time="14:05",
        who="P1",
        words="[/nope] [@click=app.quit] \x1b]0;x\x07 <b>*_",
        areas="not yet ○",
    ),
    Row(
        key="d",
        time="14:05",
        who="P4",
        words="我认为这个平台应该给司机提供保险，" * 5,
        areas="System",
    ),
    Row(
        key="e",
        time="14:06",
        who="P2",
        words="می\u200cخواهم که کسی به من گوش دهد",
        areas="Attitudes",
    ),
    Row(
        key="f",
        time="14:06",
        who="P3",
        words="One.\nTwo.\n\nThree.",
        meta="unnamed quote",
        areas="None",
    ),
    Row(key="g", time="14:06", who="P3", words="Taken out.", areas="not yet ○", dim=True),
    Row(
        key="h",
        time="14:07",
        who="the room",
        words="Laughter of recognition, then a long silence.",
        meta="access or process",
        areas="not yet ○",
    ),
)


class Shelf:
    """Rows in memory, counting what was asked for."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = list(rows)
        self.asked: list[tuple[int, int]] = []

    def count(self) -> int:
        """Return how many there are."""
        return len(self.rows)

    def window(self, offset: int, limit: int) -> Sequence[Row]:
        """Return some of them."""
        self.asked.append((offset, limit))
        return self.rows[offset : offset + limit]


class RowsApp(KeysInTurn):
    """A screen that is all list, and in which nothing has the focus at first."""

    AUTO_FOCUS = None

    def __init__(self, shelf: Shelf, *, compact: bool = False) -> None:
        super().__init__()
        self.shelf = shelf
        self.compact = compact
        self.told: list[str] = []

    def compose(self) -> ComposeResult:
        """Show the list alone."""
        rows = Rows(self.shelf)
        rows.compact = self.compact
        yield rows

    @on(Rows.Moved)
    def note_move(self, message: Rows.Moved) -> None:
        """Note where to."""
        self.told.append(f"{message.index} {message.key}")

    @on(Rows.LeaveDown)
    def note_leave(self) -> None:
        """Note it."""
        self.told.append("left")

    @property
    def rows(self) -> Rows:
        """The list."""
        return self.query_one(Rows)


def numbered(count: int) -> list[Row]:
    """Return rows of one to four lines."""
    return [
        Row(
            key=f"k{n}",
            time="10:00",
            who=f"P{n % 9}",
            words=f"Row {n}. " + "words " * (n % 40),
            areas="Roles",
        )
        for n in range(count)
    ]


def words_seen(app: RowsApp) -> list[str]:
    """Return what stands on the screen, without the bar at its right."""
    return [line[: app.size.width - 1].rstrip() for line in screen_text(app).splitlines()]


@contextmanager
def painted(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[int]]:
    """Gather which lines of lists are drawn."""
    lines: set[int] = set()
    draw = Rows.render_line

    def drawn(rows: Rows, y: int) -> Strip:
        lines.add(y)
        return draw(rows, y)

    with monkeypatch.context() as patch:
        patch.setattr(Rows, "render_line", drawn)
        yield lines


@pytest.mark.parametrize(
    ("size", "name"), [(WIDE, "rows-wide"), (NARROW, "rows-narrow"), ((40, 12), "rows-small")]
)
async def test_rows_are_drawn_as_in_the_picture(size: tuple[int, int], name: str) -> None:
    app = RowsApp(Shelf(AFTERNOON), compact=size[0] < 100)
    async with app.run_test(size=size) as pilot:
        app.rows.focus()
        await until(pilot, lambda: CURSOR_MARK in screen_text(app), "the cursor")
        await looks_like(pilot, name)


async def test_the_newest_row_is_whole_at_the_end_and_stays_so_as_rows_are_added() -> None:
    shelf = Shelf(numbered(500))
    app = RowsApp(shelf)
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: "Row 499." in screen_text(app), "the last row")
        for number in range(500, 520):
            shelf.rows.append(
                Row(key=str(number), words=f"Row {number}. " + "words " * 30, areas="End")
            )
            app.rows.rows_changed()
            await until(pilot, lambda n=number: f"Row {n}." in screen_text(app), f"row {number}")
        await stable(pilot)
        assert screen_text(app).rstrip().endswith("End")
        assert screen_text(app).count("\n") == NARROW[1]
        assert app.rows.follow


async def test_a_list_of_200_000_asks_only_for_what_is_seen() -> None:
    shelf = Shelf(numbered(200_000))
    app = RowsApp(shelf)
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: "Row 199999." in screen_text(app), "the last row")
        app.rows.go_to(100_000)
        await until(pilot, lambda: "Row 100000." in screen_text(app), "a row in the middle")
        assert sum(limit for _, limit in shelf.asked) <= 10 * 64


async def test_who_scrolled_away_is_left_where_they_are_when_rows_are_added() -> None:
    shelf = Shelf(numbered(200))
    app = RowsApp(shelf)
    async with app.run_test(size=NARROW) as pilot:
        app.rows.go_to(50)
        await until(pilot, lambda: "Row 50." in screen_text(app), "row 50")
        await stable(pilot)
        before = words_seen(app)
        shelf.rows.append(replace(AFTERNOON[0], key="new"))
        app.rows.rows_changed()
        await stable(pilot)
        assert words_seen(app) == before
        assert not app.rows.follow
        app.rows.rest()
        await until(pilot, lambda: "Mum's carers" in screen_text(app), "the end")
        assert CURSOR_MARK not in screen_text(app)


async def test_every_row_can_be_reached_and_is_shown_whole() -> None:
    app = RowsApp(Shelf(numbered(60)))
    async with app.run_test(size=(40, 12)) as pilot:
        app.rows.focus()
        await until(pilot, lambda: app.rows.cursor == 59, "the cursor on the last row")
        for step in [-1] * 59 + [1] * 59:
            expected = (app.rows.cursor or 0) + step
            app.rows.action_step(step)
            assert app.rows.cursor == expected
            await until(pilot, lambda: app.rows._is_whole(app.rows.cursor or 0), "the whole row")
        await until(pilot, lambda: len(app.told) == 119, "every move told")


async def test_keys_move_the_cursor_and_leave_at_the_end() -> None:
    app = RowsApp(Shelf(numbered(100)))
    async with app.run_test(size=NARROW) as pilot:
        app.rows.focus()
        press_keys(app, "home", "down", "pagedown", "pageup", "end", "up", "down", "down")
        await until(pilot, lambda: app.told[-1:] == ["left"], "leaving")
        assert app.told[:3] == ["99 k99", "0 k0", "1 k1"]
        assert 1 < int(app.told[3].split()[0]) < 24
        assert app.told[5:] == ["99 k99", "98 k98", "99 k99", "left"]


async def test_an_empty_list_is_quiet_under_every_key() -> None:
    app = RowsApp(Shelf([]))
    async with app.run_test(size=NARROW) as pilot:
        app.rows.focus()
        press_keys(app, "up", "pageup", "pagedown", "home", "end", "down")
        await stable(pilot)
        assert app.rows.cursor is None
        assert app.rows.cursor_row is None
        assert screen_text(app).strip() == ""


async def test_rows_taken_out_since_the_last_look_do_no_harm() -> None:
    shelf = Shelf(numbered(300))
    app = RowsApp(shelf)
    async with app.run_test(size=NARROW) as pilot:
        app.rows.go_to(299)
        await until(pilot, lambda: "Row 299." in screen_text(app), "the last row")
        del shelf.rows[5:]
        app.rows.go_to(100)
        await stable(pilot)
        app.rows.rows_changed()
        await until(pilot, lambda: "Row 4." in screen_text(app), "what is left")
        assert app.rows.cursor == 4


async def test_a_row_higher_than_the_list_says_that_it_goes_on() -> None:
    app = RowsApp(Shelf([*AFTERNOON, Row(key="long", words="x\n" * 10_000, areas="Roles")]))
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: "there is more" in screen_text(app), "the hint")


@pytest.mark.parametrize("size", [(20, 5), (3, 2), (1, 1)])
async def test_the_list_survives_the_smallest_terminals(size: tuple[int, int]) -> None:
    app = RowsApp(Shelf(AFTERNOON))
    async with app.run_test(size=size) as pilot:
        for index in range(len(AFTERNOON)):
            app.rows.go_to(index)
            await stable(pilot)


async def test_only_lines_that_look_otherwise_are_painted_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shelf = Shelf(numbered(201))
    app = RowsApp(shelf)
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: "Row 200." in screen_text(app), "the last row")
        await stable(pilot)
        with painted(monkeypatch) as lines:
            app.rows.show(Shelf(numbered(201)))
            await stable(pilot)
            assert not lines
            shelf.rows[-1] = replace(shelf.rows[-1], areas="System")
            app.rows.show(shelf)
            await until(pilot, lambda: "System" in screen_text(app), "the row that changed")
            assert lines == {NARROW[1] - 1}


async def test_more_rows_above_those_that_are_seen_paint_none_of_them_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shelf = Shelf(numbered(200))
    app = RowsApp(Shelf(shelf.rows[150:]))
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: "Row 199." in screen_text(app), "the last row")
        await stable(pilot)
        with painted(monkeypatch) as lines:
            app.rows.show(shelf)
            await until(pilot, lambda: app.rows.scroll_offset.y > 150, "the longer list")
            await stable(pilot)
            assert not lines


async def test_a_change_of_the_number_of_rows_lays_nothing_else_out() -> None:
    shelf = Shelf(numbered(200))
    app = RowsApp(shelf)
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: "Row 199." in screen_text(app), "the last row")
        await stable(pilot)
        laid_out: list[object] = []
        app.screen.screen_layout_refresh_signal.subscribe(app.rows, laid_out.append)
        app.rows.show(Shelf(numbered(150)))
        await until(pilot, lambda: "Row 149." in screen_text(app), "fewer rows")
        await stable(pilot)
        assert not laid_out


async def test_the_bar_shows_where_in_the_list_somebody_is() -> None:
    app = RowsApp(Shelf(numbered(200)))
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: "Row 199." in screen_text(app), "the last row")
        assert app.rows.vertical_scrollbar.position == app.rows.max_scroll_y
        app.rows.go_to(50)
        await until(pilot, lambda: "Row 50." in screen_text(app), "row 50")
        assert app.rows.vertical_scrollbar.position == app.rows.scroll_y


async def test_other_rows_are_shown_from_the_one_that_is_to_be_chosen() -> None:
    app = RowsApp(Shelf(numbered(200)))
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: "Row 199." in screen_text(app), "the last row")
        app.rows.show(Shelf(numbered(100)), at=3)
        await until(pilot, lambda: f"{CURSOR_MARK}10:00  P3   Row 3." in screen_text(app), "row 3")
        assert not app.rows.follow
