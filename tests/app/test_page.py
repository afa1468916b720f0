"""Pages of rows of different heights: the newest whole at the bottom, every row on some page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from listening.app.widgets.page import Page, Seen

HEIGHTS = st.lists(st.integers(1, 9), min_size=1, max_size=40)
ROOM = st.integers(9, 40)


def page_of(heights: list[int], room: int) -> Page:
    """Return a page of this height over rows of these heights."""
    return Page(room, len(heights), heights.__getitem__)


@given(HEIGHTS, ROOM)
def test_at_the_end_the_page_is_full_and_the_newest_row_whole_at_the_bottom(
    heights: list[int], room: int
) -> None:
    page = page_of(heights, room)
    lines = page.lines_from(len(heights) - page.rows_at_end(), at_end=True)
    last = len(heights) - 1
    assert lines[-heights[last] :] == [Seen(last, number) for number in range(heights[last])]
    assert len(lines) == min(room, sum(heights))


@given(HEIGHTS, ROOM, st.data())
def test_any_row_can_be_the_last_whole_one_of_a_page(
    heights: list[int], room: int, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(heights) - 1))
    page = page_of(heights, room)
    lines = page.lines_from(page.top_for(index), at_end=False)
    assert [line.number for line in lines if line.index == index] == list(range(heights[index]))


@given(HEIGHTS, ROOM, st.data())
def test_lines_stand_in_order_and_none_is_left_out(
    heights: list[int], room: int, data: st.DataObject
) -> None:
    top = data.draw(st.integers(0, len(heights) - 1))
    lines = page_of(heights, room).lines_from(top, at_end=False)
    every = [
        Seen(index, number)
        for index in range(top, len(heights))
        for number in range(heights[index])
    ]
    assert lines == every[:room]


def test_only_the_rows_of_the_page_are_measured() -> None:
    asked: set[int] = set()

    def height_of(index: int) -> int:
        asked.add(index)
        return 2

    page = Page(20, 1_000_000, height_of)
    assert page.rows_at_end() == 10
    page.lines_from(500_000, at_end=False)
    assert len(asked) <= 21


def test_no_rows_make_an_empty_page() -> None:
    assert Page(20, 0, lambda _: 1).rows_at_end() == 0
    assert Page(20, 0, lambda _: 1).lines_from(0, at_end=True) == []
