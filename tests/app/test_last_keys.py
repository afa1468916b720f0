"""Keys that are still on their way when the app closes."""

import pytest
from textual import events

from listening.app.last_keys import DropsLastKeys
from tests.app.waiting import press_keys, settled, until


@pytest.mark.parametrize("event", [events.Key("alt+x", None), events.Paste("Half a sentence")])
async def test_what_outlives_the_last_screen_does_nothing(event: events.Event) -> None:
    app = DropsLastKeys()
    async with app.run_test() as pilot:
        await settled(pilot)
    assert not app.screen_stack
    await app.on_event(event)


async def test_a_key_still_does_what_it_does_while_a_screen_is_there() -> None:
    app = DropsLastKeys()
    async with app.run_test() as pilot:
        press_keys(app, "ctrl+q")
        await until(pilot, lambda: app._exit, "the end")
