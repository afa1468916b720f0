"""`playback`: what the room may read of itself, and nothing else."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def ids(run: Run, brixton: str) -> list[str]:
    """Four contributions, of which two may be read to the room."""
    return run(
        "add", brixton, "P3: Nobody tells us. /s", "P1: I stopped asking. %analysis",
        "Off it goes %off", "P7: We write the rota. /a",
    ).ids  # fmt: skip


def test_it_prints_the_words_that_the_room_may_read(run: Run, ids: list[str]) -> None:
    answer = run("playback", "brixton")
    assert answer.status == 0
    assert "    Nobody tells us.\nNot read back yet, id " in answer.out
    assert "We write the rota." in answer.out
    assert not any(words in answer.out for words in ("stopped", "P3", "Off it goes"))
    assert answer.err.startswith("2 contributions. Not shown: 1 analysis only, 1 off record")


def test_it_prints_area_by_area(run: Run, ids: list[str]) -> None:
    out = run("playback", "brixton", "--area").out
    assert out.index("Attitudes\n") < out.index("We write") < out.index("System\n")


def test_it_prints_one_prompt(run: Run, ids: list[str]) -> None:
    run("edit", "brixton", ids[0], "--prompt", "2")
    out = run("playback", "brixton", "--prompt", "2").out
    assert "Prompt 2: What should be?" in out
    assert "rota" not in out
    assert run("playback", "brixton", "--prompt", "9").status == 2


def test_as_json_it_says_what_was_said_of_each(run: Run, ids: list[str]) -> None:
    run("edit", "brixton", ids[0], "--check", "confirmed")
    found = run("playback", "brixton", "--json").json
    assert [each["id"] for each in found["contributions"]] == [ids[0], ids[3]]
    assert found["contributions"][0]["check"] == "confirmed"
    assert found["checks"] == {"unread": 1, "confirmed": 1}
    assert found["withheld"] == {"analysis": 1, "off": 1}


def test_what_was_taken_back_is_nowhere(run: Run, ids: list[str]) -> None:
    run("edit", "brixton", ids[0], "--check", "withdrawn")
    assert "Nobody" not in run("playback", "brixton").out
    assert "Nobody" not in run("list", "brixton").out
    assert "(taken back by those who said it" in run("list", "brixton").out
