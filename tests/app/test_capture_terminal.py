"""The main job in a real terminal: typed, tagged, painted, on the disk, whatever happens."""

from __future__ import annotations

import random
from pathlib import Path
from time import monotonic

import pytest

from listening.model.quickline import QuickLine, write
from listening.model.text import sanitise
from listening.model.vocabulary import Area
from listening.store.asked import PromptPlan
from listening.store.check import check
from listening.store.session_file import SessionFile
from tests.app.real_terminal import ENTER, ESCAPE, F2, F3, QUIT, UP, RealTerminal

ALPHABETS = (
    "abcdefgh ,.",
    "ñéßø’–“” ,",
    "我們聽到的話，",
    "سمعنا ",
    "😀🏽👩‍👩‍👧 !",
    "[/x] @#%~\\<*_ ",
)
"""What lines are made of: each is a language, a script, or what a program might take for its own."""

READY = "What is said"
"""What stands in the line when it is empty."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "brixton.sqlite"
    SessionFile.create(
        found, {"title": "Brixton Library"}, [PromptPlan("What gets in the way?")], author="Sam"
    ).close()
    return found


def words_in(path: Path) -> list[str | None]:
    with SessionFile.open(path, author="Sam") as file:
        return [one.words for one in file.contributions()]


def enter_line(terminal: RealTerminal, line: str, count: int) -> None:
    """Type a line and Enter, and wait until so many were heard: nobody types on at once."""
    terminal.type(line)
    terminal.send(ENTER)
    terminal.until_shown(f"{count} heard")


def test_a_line_is_typed_tagged_saved_painted_and_in_the_file(path: Path) -> None:
    with RealTerminal(path) as terminal:
        terminal.until_shown(READY)
        terminal.type("P3: nobody tells us who is coming")
        terminal.send(F2)
        terminal.until_shown("⟨Attitudes⟩ ⟨new participant P3⟩")
        terminal.send(ENTER)
        terminal.until_shown("saved ")
        terminal.until_shown(READY)
        assert "nobody tells us who is coming" in terminal.text
        terminal.send(QUIT)
        assert terminal.until_ended() == 0
    with SessionFile.open(path, author="Sam") as file:
        (one,) = file.contributions()
    assert (one.words, one.by, one.areas) == (
        "nobody tells us who is coming",
        "P3",
        (Area.ATTITUDES,),
    )


def test_a_copy_taken_while_the_app_is_open_holds_everything_saved(path: Path) -> None:
    with RealTerminal(path) as terminal:
        terminal.until_shown(READY)
        enter_line(terminal, "one", 1)
        enter_line(terminal, "two", 2)
        copy = path.with_name("copy.sqlite")
        copy.write_bytes(path.read_bytes())
        assert words_in(copy) == ["one", "two"]


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_killed_app_has_lost_nothing_that_it_showed_as_saved(path: Path) -> None:
    chance = random.Random(7)
    expected: list[str] = []
    draft = ""
    for number in range(30):
        with RealTerminal(path) as terminal:
            terminal.until_shown(READY)
            if draft:
                terminal.until_shown("was not saved")
                assert draft[:30] in terminal.text
                terminal.send(ENTER)
                terminal.until_shown(f"▸ {draft}")
                expected.append(f"{draft} and on")
                enter_line(terminal, " and on", len(expected))
            expected.append(f"saved line of round {number}")
            enter_line(terminal, expected[-1] + F3, len(expected))
            draft = f"cut off in round {number}"
            terminal.type(draft)
            terminal.until_shown(draft)
            until_kept(path, draft)
            terminal.type(" xyz"[: chance.randrange(4)])
            terminal.kill()
        draft = left_in(path)
        assert check(path).trouble is None
        assert words_in(path) == expected


def until_kept(path: Path, draft: str) -> None:
    """Wait until a draft is on the disk for good: its bytes are there, and no journal is."""
    gives_up = monotonic() + 30
    journal = path.with_name(f"{path.name}-journal")
    while journal.exists() or draft.encode() not in path.read_bytes():
        assert monotonic() < gives_up, f"never kept: {draft}"


def left_in(path: Path) -> str:
    """Return the newest line that was left behind."""
    with SessionFile.open(path, author="Sam") as file:
        return file.drafts_left()[-1].line


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_lines_typed_and_pasted_come_out_exactly(path: Path) -> None:
    expected = [invented(random.Random(number), several=number % 2 == 1) for number in range(220)]
    with RealTerminal(path, columns=100, lines=30) as terminal:
        terminal.until_shown(READY)
        for number, words in enumerate(expected):
            line = write(QuickLine(words=words))
            if number % 2:
                terminal.paste(line)
                line = ""
            enter_line(terminal, line, number + 1)
        terminal.send(QUIT)
        terminal.until_ended()
    assert words_in(path) == expected


def invented(chance: random.Random, *, several: bool) -> str:
    """Return words in one of several scripts; on several lines if they are to be pasted."""
    alphabet = chance.choice(ALPHABETS)
    lines = [
        "".join(chance.choice(alphabet) for _ in range(chance.randrange(1, 120)))
        for _ in range(chance.randrange(1, 5) if several else 1)
    ]
    return sanitise("\n".join(lines)) or "nothing"


def test_keys_of_the_list_act_and_words_typed_there_go_to_the_line(path: Path) -> None:
    with RealTerminal(path) as terminal:
        terminal.until_shown(READY)
        enter_line(terminal, "one", 1)
        terminal.send(UP)
        terminal.until_shown("Escape line")
        terminal.send(ESCAPE)
        terminal.until_shown("↑ list")
        terminal.send(UP)
        terminal.until_shown("Escape line")
        terminal.send("\x06")
        terminal.until_shown("Find")
        terminal.send(ESCAPE)
        terminal.until_shown("Escape line")
        terminal.send("sarah never came and nobody rang")
        terminal.until_shown("sarah never came and nobody rang")
        terminal.send(ENTER)
        terminal.until_shown("2 heard")
        terminal.send(UP)
        terminal.until_shown("Escape line")
        terminal.send("\x0f")
        terminal.until_shown("Listening sessions")
    assert words_in(path) == ["one", "sarah never came and nobody rang"]
