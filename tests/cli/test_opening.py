"""`listening [PATH]` and `demo`: the app where there is a terminal, plain text where there is none."""

from __future__ import annotations

import sys
import types
from dataclasses import dataclass
from pathlib import Path

import pytest

from listening.cli import streams
from listening.model.vocabulary import Area
from tests.cli.conftest import Run, is_one_sentence


@dataclass
class Opened:
    """How the app was started."""

    path: Path | None
    sessions: Path
    author: str
    demo: bool
    there: bool


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Opened]:
    """Stand where screens can be shown, with an app that only notes how it was started."""
    starts: list[Opened] = []

    def start(path: Path | None, *, sessions: Path, author: str, demo: bool = False) -> int:
        starts.append(Opened(path, sessions, author, demo, path is None or path.is_file()))
        return 0

    app = types.ModuleType("listening.app.app")
    app.__dict__["run"] = start
    monkeypatch.setitem(sys.modules, "listening.app.app", app)
    monkeypatch.setattr(streams, "on_terminal", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    return starts


def test_without_a_path_the_sessions_folder_is_opened(
    run: Run, opened: list[Opened], surroundings: Path
) -> None:
    assert run("--as", "Ines").status == 0
    assert opened == [Opened(None, surroundings / "sessions", "Ines", demo=False, there=True)]


def test_a_folder_is_opened_as_the_sessions_folder(
    run: Run, opened: list[Opened], surroundings: Path
) -> None:
    (surroundings / "stick").mkdir()
    run("stick")
    run("--sessions", "stick")
    assert [(each.path, each.sessions) for each in opened] == [(None, Path("stick"))] * 2


def test_a_session_file_is_opened_by_its_path_or_its_name(
    run: Run, opened: list[Opened], surroundings: Path
) -> None:
    made = Path(run("new", "--title", "Norwood", "--date", "2026-03-19").out.strip())
    run(made)
    run(made.stem)
    assert [each.path for each in opened] == [made, made]


@pytest.mark.parametrize("words", [(), ("brixton.sqlite",), (".",)])
def test_without_a_terminal_the_plain_ways_are_named(
    run: Run, brixton: str, words: tuple[str, ...]
) -> None:
    answer = run(*words)
    assert answer.status == 2
    assert is_one_sentence(answer.err)
    assert all(f"listening {name}" in answer.err for name in ("note", "add", "demo"))


def test_a_terminal_that_cannot_draw_is_none(
    run: Run, opened: list[Opened], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    answer = run()
    assert answer.status == 2
    assert answer.err.startswith(
        "listening: This terminal cannot show screens: “listening note FILE”"
    )
    assert is_one_sentence(answer.err)
    assert opened == []


def test_the_demo_opens_a_copy_that_is_thrown_away(run: Run, opened: list[Opened]) -> None:
    assert run("demo").status == 0
    (start,) = opened
    assert start.demo
    assert start.there
    assert start.path is not None
    assert not start.path.parent.exists()


def test_without_a_terminal_the_demo_does_the_main_job_in_plain_text(
    run: Run, surroundings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(surroundings))
    answer = run("demo")
    assert answer.status == 0
    made, written = (Path(line.partition(": ")[2]) for line in answer.out.splitlines()[-2:])
    assert run("check", made).status == 0
    shown = run("show", made, "--json").json
    assert shown["counts"]["heard"] >= 55
    assert all(shown["counts"]["areas"][area] for area in Area)
    assert written.read_text().startswith("---\n")
    assert made.parent == written.parent
    assert made.parent.name.startswith("listening-demo-")


def test_the_sample_happens_on_its_afternoon(run: Run, surroundings: Path) -> None:
    from listening.sample.build import build

    said = run("list", build(surroundings / "sample.sqlite"), "--json").json
    times = [each["at"][:16] for each in said]
    assert times == sorted(times)
    assert times[0] >= "2026-03-24T14:10"
    assert times[-1] <= "2026-03-24T16:00"
    assert {each["author"] for each in said} == {"Sam"}
    assert {each["prompt"] for each in said} == {1, 2, 3}
