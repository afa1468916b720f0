"""Nothing inside a paste becomes a key, however the terminal cuts it up."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import BRACKETED_PASTE_END as END
from textual._xterm_parser import BRACKETED_PASTE_START as START
from textual._xterm_parser import XTermParser
from textual.message import Message

from listening.app import paste
from listening.app.paste import TerminalParser, is_pasted_line_end

CONTROLS = {chr(code) for code in (*range(32), 127, *range(128, 160))} - {"\t", "\n", "\r"}
KEYS = st.lists(
    st.sampled_from(["a", "é", "我", " ", "\x1b[A", "\x1bOQ", "\x7f", "\x07", "\x1b[3~"])
)
CHARACTERS = st.one_of(
    st.characters(exclude_categories=["Cs"]),
    st.sampled_from(
        ["\x1b", "\x11", "\x1b[", "\x1b[20", "\x1b[201", START, "\r", "\n", "\t", "\x9b"]
    ),
)
PASTES = st.lists(CHARACTERS).map("".join).filter(lambda text: END not in text)


class SlowClock:
    """A clock on which a second passes between any two looks: everything is typed at leisure."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """Return the time."""
        self.now += 1.0
        return self.now


def cut(text: str, places: Iterable[int]) -> list[str]:
    """Return the text in chunks, cut at these places."""
    ends = sorted({place % len(text) for place in places}) if text else []
    return [
        chunk
        for start, end in zip([0, *ends], [*ends, len(text)], strict=True)
        if (chunk := text[start:end])
    ]


def read(parser: XTermParser, chunks: Sequence[str]) -> list[tuple[str, str | None]]:
    """Return what came of the chunks: keys by name, pastes by their text."""
    return [told(event) for chunk in chunks for event in parser.feed(chunk)]


def told(event: Message) -> tuple[str, str | None]:
    """Return what an event says."""
    if isinstance(event, events.Paste):
        return "PASTE", event.text
    assert isinstance(event, events.Key)
    return event.key, event.character


def cleaned(text: str) -> str:
    """Return the text without control characters."""
    return "".join(character for character in text if character not in CONTROLS)


@given(KEYS, PASTES, KEYS, st.lists(st.integers(0, 10_000)))
def test_a_paste_in_any_chunks_presses_no_key_and_keeps_its_words(
    before: list[str], pasted: str, after: list[str], places: list[int]
) -> None:
    typed = ["".join(before), "".join(after)]
    chunks = cut(typed[0] + START + pasted + END + typed[1], places)
    keys = [read(XTermParser(), [part]) if part else [] for part in typed]
    assert read(TerminalParser(clock=SlowClock()), chunks) == [
        *keys[0],
        ("PASTE", cleaned(pasted)),
        *keys[1],
    ]


@given(KEYS, st.lists(st.integers(0, 10_000)))
def test_keys_are_the_same_as_ever(keys: list[str], places: list[int]) -> None:
    chunks = cut("".join(keys), places)
    assert read(TerminalParser(clock=SlowClock()), chunks) == read(XTermParser(), chunks)


def test_escape_and_ctrl_q_inside_a_paste_are_not_pressed() -> None:
    chunks = [START + "hello\x1b", "\x11world", END]
    assert read(TerminalParser(clock=SlowClock()), chunks) == [("PASTE", "helloworld")]


def test_several_pastes_come_one_by_one() -> None:
    parser = TerminalParser(clock=SlowClock())
    assert read(parser, [f"{START}one{END}{START}two{END}x"]) == [
        ("PASTE", "one"),
        ("PASTE", "two"),
        ("x", "x"),
    ]


def test_a_huge_paste_comes_whole() -> None:
    text = "Nobody asked me. \x1b[31m" * 20_000
    data = START + text + END
    chunks = [data[place : place + 4096] for place in range(0, len(data), 4096)]
    assert read(TerminalParser(clock=SlowClock()), chunks) == [("PASTE", cleaned(text))]


def test_an_unfinished_paste_comes_at_the_end_of_all_input() -> None:
    parser = TerminalParser(clock=SlowClock())
    assert read(parser, [START + "kept\x1b[20"]) == []
    assert [told(event) for event in parser.feed("")] == [("PASTE", "kept[20")]


def test_the_end_of_all_input_outside_a_paste_says_nothing() -> None:
    parser = TerminalParser(clock=SlowClock())
    assert read(parser, ["x"]) == [("x", "x")]
    assert list(parser.feed("")) == []


def test_line_ends_that_were_pasted_without_brackets_are_told_from_enter() -> None:
    times = iter([0.0, 0.1, 0.2, 0.201])
    parser = TerminalParser(clock=lambda: next(times))
    list(parser.tick())
    list(parser.tick())
    pasted = [event for event in parser.feed("first\rsecond") if isinstance(event, events.Key)]
    assert [event.key for event in pasted if is_pasted_line_end(event)] == ["enter"]
    assert [event.character for event in pasted] == list("first\nsecond")


def test_keys_that_came_at_once_are_known_as_words_and_stay_so_when_copied() -> None:
    times = iter([0.0, 0.1, 0.2, 0.201])
    parser = TerminalParser(clock=lambda: next(times))
    list(parser.tick())
    list(parser.tick())
    keys = [event for event in parser.feed("dear all") if isinstance(event, events.Key)]
    assert [key.character for key in keys] == list("dear all")
    assert all(paste.is_of_words(key.copy()) for key in keys)
    assert keys[0].handler_name == "on_key"


def test_every_driver_reads_with_our_parser_once_installed() -> None:
    paste.install()
    from textual.drivers import linux_driver, linux_inline_driver, web_driver

    for driver in (linux_driver, linux_inline_driver, web_driver):
        assert driver.XTermParser is TerminalParser


def test_bytes_that_are_no_utf8_are_shown_and_end_nothing() -> None:
    paste.install()
    decode = vars(sys.modules["textual.drivers.linux_driver"])["getincrementaldecoder"](
        "utf-8"
    )().decode
    assert decode(b"caf\xe9 \xc3") + decode(b"\xa9") == "caf\ufffd é"
