"""Enter is told from a pasted line end by the time in which a reading can have been typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from hypothesis import example, given
from hypothesis import strategies as st

from listening.app.line_ends import BY_HAND, LineEnds, Piece

ROUND = 0.1
ENTER, BREAK = "⏎", "¶"
WORDS = st.text(st.sampled_from("abc é我"), min_size=5, max_size=30).filter(
    lambda text: text.strip() != ""
)
GAPS = st.floats(0.016, 0.6)
STALLS = st.lists(st.tuples(st.floats(0.2, 20), st.floats(0.01, 0.9)), max_size=12)


@dataclass
class Driver:
    """The thread that reads the terminal, which cannot run while something else holds it up."""

    arrivals: Sequence[tuple[float, str]]
    """When which text came to the terminal, in order."""
    stalls: Sequence[tuple[float, float]] = ()
    """From when, for how long, the thread cannot run."""
    heard: list[str] = field(default_factory=list)

    def runs_at(self, time: float) -> float:
        """Return when the thread, ready at this time, does run."""
        for start, length in sorted(self.stalls):
            if start <= time < start + length:
                time = start + length
        return time

    def run(self) -> str:
        """Read all there is; Enters and line breaks are shown by a sign each."""
        left = list(self.arrivals)
        line_ends = LineEnds(0.0)
        now, has_read = self.runs_at(0.0), False
        last = left[-1][0] + 1.0
        while left or now < last:
            self.hear(line_ends.look(now, after_reading=has_read))
            ready = min(max(now, left[0][0]), now + ROUND) if left else now + ROUND
            has_read = bool(left) and left[0][0] <= ready
            now = self.runs_at(ready)
            if has_read:
                data = "".join(text for time, text in left if time <= now)
                left = [(time, text) for time, text in left if time > now]
                now = self.runs_at(now + 0.0001)
                self.hear(line_ends.read(data, now))
        return "".join(self.heard)

    def hear(self, pieces: Sequence[Piece]) -> None:
        """Note what came of a reading."""
        self.heard += [
            BREAK if piece.breaks_line else piece.text.replace("\r", ENTER) for piece in pieces
        ]


def by_hand(text: str, gaps: Sequence[float], start: float = 1.0) -> list[tuple[float, str]]:
    """Return when each key comes, typed with these pauses, over and over."""
    pauses = [gaps[place % len(gaps)] for place in range(len(text))]
    return list(zip(accumulate(pauses, initial=start), text, strict=False))


@given(st.lists(WORDS, min_size=1, max_size=4), st.lists(GAPS, min_size=1), STALLS)
def test_enter_typed_by_hand_is_enter_whatever_stalls(
    lines: list[str], gaps: list[float], stalls: list[tuple[float, float]]
) -> None:
    text = "".join(line + "\r" for line in lines)
    assert Driver(by_hand(text, gaps), stalls).run() == text.replace("\r", ENTER)


@given(st.lists(WORDS, min_size=2, max_size=5))
def test_a_paste_read_at_once_keeps_its_lines_together(lines: list[str]) -> None:
    assert Driver([(1.0, "\r".join(lines))]).run() == BREAK.join(lines)


@given(st.lists(WORDS, min_size=2, max_size=5))
def test_enter_at_the_end_of_what_came_at_once_is_enter(lines: list[str]) -> None:
    assert Driver([(1.0, "\r".join(lines) + "\r")]).run() == BREAK.join(lines) + ENTER


@given(st.lists(WORDS, min_size=2, max_size=5), st.integers(0, 9))
def test_a_paste_cut_into_readings_keeps_its_lines_together(lines: list[str], size: int) -> None:
    text = "\r".join(["a first line", *lines])
    parts = [text[place : place + size + 1] for place in range(0, len(text), size + 1)]
    arrivals = [(1.0 + 0.001 * number, part) for number, part in enumerate(parts)]
    assert Driver(arrivals).run().replace(BREAK, "\r").replace(ENTER, "\r") == text
    if size == 0:
        assert Driver(arrivals).run() == text.replace("\r", BREAK)


@given(st.lists(WORDS, min_size=1, max_size=5), st.floats(0.006, 0.5))
def test_lines_sent_by_a_script_one_by_one_are_saved_one_by_one(
    lines: list[str], gap: float
) -> None:
    arrivals = [(1.0 + number * gap, line + "\r") for number, line in enumerate(lines)]
    assert Driver(arrivals).run() == "".join(line + ENTER for line in lines)


@given(WORDS, WORDS, st.floats(BY_HAND, 0.3))
def test_enter_after_a_pause_is_enter_though_the_next_line_comes_with_it(
    line: str, following: str, pause: float
) -> None:
    arrivals = [(1.0, line), (1.0 + pause + 0.12, "\r" + following)]
    assert Driver(arrivals).run() == line + ENTER + following


def test_line_ends_of_windows_in_a_paste_are_one_break_each() -> None:
    assert Driver([(1.0, "first line\r\nsecond line\r\n\r\nthird line")]).run() == (
        "first line¶second line¶¶third line"
    )


@example("the words\n")
@given(
    st.lists(WORDS, min_size=1, max_size=3).map(
        lambda lines: "".join(line + "\n" for line in lines)
    )
)
def test_what_was_typed_before_the_app_came_up_ends_its_lines_with_enter(text: str) -> None:
    assert Driver([(0.0, text)]).run() == text.replace("\n", ENTER)


@given(WORDS)
def test_what_came_faster_than_hands_type_is_words(text: str) -> None:
    at_once = LineEnds(0.0)
    for time in (0.9, 1.0):
        list(at_once.look(time, after_reading=False))
    assert [piece.is_words for piece in at_once.read(text, 1.001)] == [True]
    by_hand = LineEnds(0.0)
    assert [piece.is_words for piece in by_hand.read(text, BY_HAND * len(text) + 1)] == [False]


def test_ctrl_j_later_is_left_alone() -> None:
    assert Driver([(1.0, "a"), (1.3, "\n")]).run() == "a\n"


def test_keys_that_are_no_text_are_never_a_paste() -> None:
    burst = "nobody tells us\x1bOQ\rbecause asking counts\x1bOR\r"
    assert Driver([(1.0, burst)]).run() == burst.replace("\r", ENTER)


def test_enter_held_down_is_enter_each_time() -> None:
    assert Driver([(1.0 + 0.03 * n, "\r") for n in range(20)]).run() == ENTER * 20
