"""What is set before Textual is imported."""

from __future__ import annotations

import subprocess
import sys

import pytest

from listening.app.environment import Settings, prepare


def test_textual_s_switches_are_set() -> None:
    environ: dict[str, str] = {}
    assert prepare(environ) == Settings(no_color=False, dumb_terminal=False)
    assert environ == {
        "TEXTUAL_DISABLE_KITTY_KEY": "1",
        "TEXTUAL_FPS": "240",
        "TEXTUAL_ANIMATIONS": "none",
    }


def test_what_somebody_set_is_left() -> None:
    environ = {"TEXTUAL_FPS": "30"}
    prepare(environ)
    assert environ["TEXTUAL_FPS"] == "30"


@pytest.mark.parametrize("value", ["1", "0", "no"])
def test_no_color_set_to_anything_asks_for_none(value: str) -> None:
    environ = {"NO_COLOR": value}
    assert prepare(environ).no_color
    assert environ["NO_COLOR"] == value


def test_an_empty_no_color_asks_for_nothing() -> None:
    environ = {"NO_COLOR": ""}
    assert not prepare(environ).no_color
    assert "NO_COLOR" not in environ


@pytest.mark.parametrize(
    ("term", "dumb"), [("dumb", True), ("unknown", True), ("xterm-256color", False), ("", False)]
)
def test_a_terminal_that_cannot_draw_says_so(term: str, dumb: bool) -> None:
    assert prepare({"TERM": term}).dumb_terminal is dumb


def test_preparing_imports_nothing_of_textual() -> None:
    program = (
        "import sys, listening.app.environment\n"
        "sys.exit(any(name.split('.')[0] in ('textual', 'rich') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
