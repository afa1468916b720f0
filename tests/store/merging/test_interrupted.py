"""A merge that is stopped, by a kill or a full disk, leaves whole files, and is finished by doing it again."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from listening.model.errors import NotSaved
from listening.store import batch, union
from listening.store.merge import merge
from listening.store.union import Into, Joined
from tests.store.making import is_sound, new, say
from tests.store.merging.comparing import content

_SOURCES = 24
_ROUNDS = 100
_PROGRAM = """
import sys
from pathlib import Path
from listening.store.merge import merge
from listening.store.union import Into, Joined
print("begun", flush=True)
merge(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
print("done", flush=True)
"""


def _make_sources(folder: Path, number: int = _SOURCES) -> list[Path]:
    paths = [folder / f"{each}.sqlite" for each in range(number)]
    for path in paths:
        with new(path) as file, file.together():
            for line in range(12):
                say(file, f"P{line % 4}: line {line} of {path.stem} /a #rota")
    return paths


def _kill_during(out: Path, sources: list[Path], after_s: float) -> bool:
    """Start a merge, kill it after some seconds, and return whether it was not done yet."""
    command = [sys.executable, "-c", _PROGRAM, str(out), *map(str, sources)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "begun\n"
        time.sleep(after_s)  # the moment of the kill is what is tried, not something waited for
        os.kill(program.pid, signal.SIGKILL)
        return "done" not in program.stdout.read()


def _holds_entirely_or_not_at_all(out: Path, sources: list[Path]) -> list[Path]:
    """Return the sources that are in, each of them entirely."""
    there = set(content(out).changes)
    rows = {path: set(content(path).changes) for path in sources}
    for path in sources:
        assert rows[path] <= there or not rows[path] & there
    return [path for path in sources if rows[path] <= there]


def _undisturbed(folder: Path, first: list[Path], rest: list[Path]) -> tuple[Path, float]:
    """Merge without a disturbance; return the file and the seconds that the second merge took."""
    out = folder / "undisturbed.sqlite"
    if first:
        merge(out, first)
    begun = time.perf_counter()
    merge(out, rest)
    return out, time.perf_counter() - begun


@pytest.mark.slow
@pytest.mark.timeout(1_200)
@pytest.mark.parametrize("there", [False, True], ids=["new", "there"])
def test_after_a_kill_at_any_moment_files_are_whole_and_the_same_merge_again_finishes_it(
    tmp_path: Path, there: bool
) -> None:
    sources = _make_sources(tmp_path)
    first, rest = (sources[:2], sources[2:]) if there else ([], sources)
    whole, took_s = _undisturbed(tmp_path, first, rest)
    base = tmp_path / "base.sqlite"
    if there:
        merge(base, first)
    chance, stopped = random.Random(5), 0
    for _ in range(_ROUNDS // 2):
        out = tmp_path / "out.sqlite"
        out.unlink(missing_ok=True)
        if there:
            shutil.copy(base, out)
        stopped += _kill_during(out, rest, chance.uniform(0, took_s * 1.2))
        if out.exists():
            assert is_sound(out)
            held = _holds_entirely_or_not_at_all(out, sources)
            assert set(held) >= set(first if there else sources)
        assert there <= out.exists()
        assert merge(out, rest).complete
        assert content(out) == content(whole)
    assert stopped > _ROUNDS // 10


@pytest.mark.parametrize("there", [False, True], ids=["new", "there"])
def test_a_merge_interrupted_by_hand_keeps_whole_batches_and_is_finished_by_doing_it_again(
    tmp_path: Path, there: bool
) -> None:
    sources = _make_sources(tmp_path)
    out = tmp_path / "out.sqlite"
    first, rest = (sources[:1], sources[1:]) if there else ([], sources)
    whole, _ = _undisturbed(tmp_path, first, rest)
    if there:
        merge(out, first)

    def stop(done: int, of: int, path: Path) -> None:
        assert (of, path) == (len(rest), rest[done - 1])
        if done > batch.BATCH:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        merge(out, rest, progress=stop)
    assert out.exists() is there
    if there:
        assert is_sound(out)
        assert len(_holds_entirely_or_not_at_all(out, sources)) == 1 + 2 * batch.BATCH
    assert merge(out, rest).complete
    assert content(out) == content(whole)
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("there", [False, True], ids=["new", "there"])
def test_on_a_full_disk_the_file_stays_whole_and_no_source_is_blamed(
    tmp_path: Path, there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = _make_sources(tmp_path, 12)
    out = tmp_path / "out.sqlite"
    if there:
        merge(out, sources[:1])
    before = out.read_bytes() if there else None
    unite = union.unite

    def filling(into: Into, path: Path, name: str) -> Joined:
        pages = into.con.execute("PRAGMA main.page_count").fetchone()[0]
        into.con.execute(f"PRAGMA main.max_page_count = {pages + 2}")
        return unite(into, path, name)

    monkeypatch.setattr(batch, "unite", filling)
    with pytest.raises(NotSaved, match="the disk is full"):
        merge(out, sources)
    assert (out.read_bytes() if out.exists() else None) == before
    assert not list(tmp_path.glob(".*"))
    monkeypatch.undo()
    assert merge(out, sources).complete
