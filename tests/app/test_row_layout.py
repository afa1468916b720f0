"""A row's words stand in its lines whole, within its width, for every text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from listening.app.text import visible
from listening.app.widgets.row_layout import GOES_ON, Line, Part, Row, Shape, lay_out
from listening.app.widgets.wrapping import wrap

CHARACTERS = st.one_of(
    st.characters(exclude_categories=["Cs", "Cc"]),
    st.sampled_from("abc我认为，。 \n\u200d\u0301👩🦽خوا\ufe0f\x1b\x07"),
)
WORDS = st.lists(CHARACTERS, max_size=120).map("".join)
WIDTHS = st.integers(30, 130)
SHORT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
ROWS = st.builds(
    Row, key=st.just("k"), time=st.just("14:02"), who=SHORT, words=WORDS, meta=SHORT, areas=SHORT
)


def text_of(line: Line) -> str:
    """Return a line as it is drawn."""
    return "".join(piece.text for piece in line)


def letters(text: str) -> str:
    """Return a text without its blanks and line ends."""
    return text.replace(" ", "").replace("\n", "")


def words_in(lines: tuple[Line, ...]) -> str:
    """Return the letters of the words that stand in these lines."""
    return letters(
        "".join(piece.text for line in lines for piece in line if piece.part is Part.WORDS)
    )


@given(WORDS, st.integers(2, 60), st.integers(0, 40))
def test_wrapping_keeps_every_letter_in_order_within_the_width(
    text: str, width: int, taken: int
) -> None:
    lines = list(wrap(visible(text), width, taken))
    assert letters("".join(lines)) == letters(visible(text))
    assert all(cell_len(line) <= width for line in lines if not _is_one_cluster(line))


@given(
    st.lists(st.sampled_from(["a", "word", "another", "of", "twelve"]), min_size=1),
    st.integers(8, 40),
)
def test_words_that_fit_are_never_broken(words: list[str], width: int) -> None:
    assert " ".join(wrap(" ".join(words), width)).split() == words


@given(ROWS, WIDTHS, st.booleans())
def test_every_letter_of_the_words_is_drawn(row: Row, width: int, compact: bool) -> None:
    assert words_in(lay_out(row, Shape(width, 10_000, compact))) == letters(visible(row.words))


@given(ROWS, st.integers(1, 130), st.integers(1, 12), st.booleans())
def test_a_row_has_a_line_and_no_more_than_there_is_room_for(
    row: Row, width: int, height: int, compact: bool
) -> None:
    assert 1 <= len(lay_out(row, Shape(width, height, compact))) <= height


@given(ROWS, WIDTHS, st.booleans())
def test_nothing_drawn_acts_on_a_terminal(row: Row, width: int, compact: bool) -> None:
    for line in lay_out(row, Shape(width, 100, compact)):
        assert visible(text_of(line)) == text_of(line)
        assert "\n" not in text_of(line)


def test_one_line_and_what_is_said_about_it() -> None:
    row = Row(
        key="k",
        time="14:02",
        who="P3",
        words="Nobody tells us.",
        meta="barrier",
        areas="Roles · System",
    )
    assert [text_of(line) for line in lay_out(row, Shape(60, 20))] == [
        " 14:02  P3   Nobody tells us.",
        "        barrier                              Roles · System",
    ]


def test_in_a_narrow_list_it_goes_to_the_end_of_the_last_line_if_it_fits() -> None:
    row = Row(
        key="k", time="14:02", who="P3", words="Nobody tells us.", meta="barrier", areas="Roles"
    )
    compact = [text_of(line) for line in lay_out(row, Shape(60, 20, compact=True))]
    assert compact == [" 14:02  P3   Nobody tells us.               barrier   Roles"]
    assert len(lay_out(row, Shape(44, 20, compact=True))) == 2


def test_nothing_stands_beside_words_written_from_right_to_left() -> None:
    row = Row(key="k", time="14:02", who="P3", words="کسی به من گوش دهد", meta="m", areas="Roles")
    for line in lay_out(row, Shape(80, 20, compact=True)):
        assert {piece.part for piece in line} - {Part.BLANK} in (
            {Part.LEAD},
            {Part.WORDS},
            {Part.META, Part.AREAS},
        )


def test_a_row_that_is_too_high_says_that_it_goes_on() -> None:
    lines = lay_out(Row(key="k", words="line\n" * 50, areas="Roles"), Shape(80, 6))
    assert len(lines) <= 6
    assert GOES_ON in text_of(lines[-1])


def test_no_line_begins_with_closing_punctuation() -> None:
    lines = list(wrap("我认为这个平台，应该给司机提供保险。" * 6, 16))
    assert not [line for line in lines if line[0] in "，。"]


def _is_one_cluster(line: str) -> bool:
    """Tell whether a line is one character with what is joined to it, which is never broken."""
    return "\u200d" in line or "\ufe0f" in line
