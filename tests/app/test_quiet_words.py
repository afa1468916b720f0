"""Words that change while somebody types: the screen is touched only where they do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.pilot import Pilot
from textual.widgets import Static

from listening.app.text import visible
from listening.app.widgets.notice import Notice
from listening.app.widgets.strip import HintStrip
from listening.app.widgets.told import Told
from tests.app.driving import HOSTILE
from tests.app.waiting import NARROW, screen_text, shown, stable


class Room(App[None]):
    """The three of them, one below the other."""

    CSS = "Static { width: 1fr; } Told { width: auto; } Horizontal { height: 1; }"

    def compose(self) -> ComposeResult:
        """Put words beside the first."""
        with Horizontal():
            yield Static("Beside it.")
            yield Told()
        yield Notice()
        yield HintStrip()


Say = Callable[[Room, str], None]
SAYING: dict[str, Say] = {
    "told": lambda app, words: app.query_one(Told).say(words),
    "notice": lambda app, words: app.query_one(Notice).tell(words),
    "strip": lambda app, words: app.query_one(HintStrip).say(words),
}
EACH = pytest.mark.parametrize("say", SAYING.values(), ids=SAYING.keys())


async def layouts(pilot: Pilot[Any], do: Callable[[], None]) -> int:
    """Return how often the screen is laid out for something."""
    await stable(pilot)
    seen: list[object] = []
    signal = pilot.app.screen.screen_layout_refresh_signal
    signal.subscribe(pilot.app.screen, seen.append)
    do()
    await stable(pilot)
    signal.unsubscribe(pilot.app.screen)
    return len(seen)


@EACH
async def test_to_say_the_same_again_touches_nothing(
    say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = Room()
    async with app.run_test(size=NARROW) as pilot:
        say(app, "12 found")
        await shown(pilot, "12 found")
        with monkeypatch.context() as patch:
            patch.setattr(Static, "update", None)
            assert await layouts(pilot, lambda: say(app, "12 found")) == 0
        say(app, "a great many more found")
        await shown(pilot, "a great many more found")


@pytest.mark.parametrize("name", ["told", "strip"])
async def test_words_that_need_no_other_room_lay_nothing_out(name: str) -> None:
    app, say = Room(), SAYING[name]
    async with app.run_test(size=NARROW) as pilot:
        say(app, "12 found")
        await shown(pilot, "12 found")
        assert await layouts(pilot, lambda: say(app, "13 found")) == 0
        assert "13 found" in screen_text(app)


@EACH
async def test_words_are_shown_whole_and_letter_by_letter(say: Say) -> None:
    app = Room()
    async with app.run_test(size=NARROW) as pilot:
        say(app, "1 found")
        await shown(pilot, "1 found")
        say(app, HOSTILE)
        await shown(pilot, visible(HOSTILE))


async def test_a_sentence_that_is_longer_than_the_strip_gets_its_lines() -> None:
    app = Room()
    async with app.run_test(size=NARROW) as pilot:
        strip = app.query_one(HintStrip)
        strip.say("Short.")
        await shown(pilot, "Short.")
        strip.say("words " * 20 + "the end.")
        await shown(pilot, "the end.")
        strip.clear()
        await stable(pilot)
        assert "the end." not in screen_text(app)
        strip.say("words " * 20 + "the end.")
        await shown(pilot, "the end.")
