"""While a file is being saved to, looking at it from the same program lets nobody else write to it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from listening.app.finding.sources import OneFile
from listening.model.errors import FileExists
from listening.model.vocabulary import Audience
from listening.sharing import formats, leaving
from listening.sharing.formats import Options
from listening.store import holding, library, opening
from listening.store.check import check
from listening.store.merge import merge, rehearse
from listening.store.session_file import SessionFile
from listening.store.shelf import Shelf
from tests.store import making
from tests.store.making import say

_RIVAL = """
import sqlite3, sys
for line in sys.stdin:
    con = sqlite3.connect(line.rstrip("\\n"), timeout=0, isolation_level=None)
    try:
        con.execute("BEGIN IMMEDIATE")
        print("it writes", flush=True)
    except sqlite3.OperationalError as error:
        print(error, flush=True)
    con.close()
"""
REFUSED, LET_IN = "database is locked", "it writes"
KEEPS = os.name != "nt"
"""Whether closing one descriptor gives up the locks of all others here."""

Rival = Callable[[Path], str]
Look = Callable[[Path], object]


@pytest.fixture(scope="module")
def rival() -> Iterator[Rival]:
    """Another process, which tries at once to write to a file and says whether it was let in."""
    with subprocess.Popen(
        [sys.executable, "-S", "-c", _RIVAL],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        asked, answers = process.stdin, process.stdout
        assert asked is not None
        assert answers is not None

        def tries(path: Path) -> str:
            asked.write(f"{path}\n")
            asked.flush()
            return answers.readline().rstrip("\n")

        yield tries
        asked.close()


@pytest.fixture
def heard(path: Path) -> Path:
    """A session in which something was said."""
    with making.new(path) as file:
        say(file, "P1: The rota changes every week. /s #rota")
    return path


def _open(path: Path) -> None:
    SessionFile.open(path).close()


def _open_again(path: Path) -> None:
    SessionFile.open(path, again=True).close()


def _shelve(path: Path) -> None:
    with closing(Shelf(path.parent)) as shelf:
        shelf.refresh()
        shelf.refresh()


def _find(path: Path) -> None:
    with closing(OneFile(path)) as one:
        one.refresh()


def _copy(path: Path) -> None:
    with SessionFile.open(path, again=True) as file:
        file.copy(path.with_name("copy.sqlite")).unlink()


def _merge(path: Path) -> None:
    merge(path.with_name("county.sqlite"), [path])


def _export_onto_it(path: Path) -> None:
    with SessionFile.open(path, again=True) as file:
        session = (file.session().id,)
        about = Options(generated=datetime(2026, 3, 25, 9, 0, tzinfo=UTC))
        ready = leaving.prepare(file, session, Audience.TEAM, formats.named("markdown"), about)
        with pytest.raises(FileExists):
            leaving.put(file, ready, path)


def _rehearse(path: Path) -> None:
    rehearse(path.with_name("county.sqlite"), [path])


LOOKS: tuple[Look, ...] = (
    _open,
    _open_again,
    library.summary,
    check,
    _shelve,
    _find,
    _copy,
    _merge,
    _rehearse,
    _export_onto_it,
)


@pytest.mark.parametrize("look", LOOKS)
def test_nobody_else_writes_while_a_save_is_under_way(
    heard: Path, rival: Rival, look: Look
) -> None:
    with closing(opening.connect(heard)) as saving:
        saving.execute("BEGIN IMMEDIATE")
        look(heard)
        assert rival(heard) == REFUSED
        saving.execute("UPDATE contribution SET words = 'half saved'")
        look(heard)
        assert rival(heard) == REFUSED
        saving.execute("ROLLBACK")
        assert rival(heard) == LET_IN
    assert making.is_sound(heard)


def test_nobody_else_writes_while_threads_look(heard: Path, rival: Rival) -> None:
    with closing(opening.connect(heard)) as saving:
        saving.execute("BEGIN IMMEDIATE")
        looking = [threading.Thread(target=_open_often, args=(heard,)) for _ in range(4)]
        for thread in looking:
            thread.start()
        for thread in looking:
            thread.join()
        assert rival(heard) == REFUSED
    assert rival(heard) == LET_IN


def _open_often(path: Path) -> None:
    for _ in range(10):
        _open_again(path)


def test_an_attached_file_is_held_as_well(heard: Path, rival: Rival) -> None:
    with closing(opening.in_memory()) as asking, holding.held(heard):
        asking.execute("ATTACH ? AS f", (heard.as_uri(),))
        asking.execute("BEGIN EXCLUSIVE")
        opening.check_header(heard)
        assert rival(heard) == REFUSED


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


def _read(path: Path) -> int:
    """Read the beginning of a file, and return the descriptor that it was read with."""
    with holding.reading(path) as file:
        assert file.read(6) == b"SQLite"
        return file.fileno()


def test_a_descriptor_is_closed_with_the_last_connection_and_used_until_then(heard: Path) -> None:
    with ExitStack() as stack:
        first, second = (stack.enter_context(closing(opening.connect(heard))) for _ in "12")
        descriptor = _read(heard)
        assert _is_open(descriptor) is KEEPS
        assert _read(heard) == descriptor
        first.close()
        first.close()
        assert _is_open(descriptor) is KEEPS
        second.close()
        assert not _is_open(descriptor)


def test_two_who_read_at_once_have_a_descriptor_each(heard: Path) -> None:
    with closing(opening.connect(heard)):
        _read(heard)
        with holding.reading(heard) as one, holding.reading(heard) as other:
            assert one.read(6) == other.read(6) == b"SQLite"
    assert one.closed
    assert other.closed


def test_a_file_that_is_not_held_is_closed_at_once(heard: Path, tmp_path: Path) -> None:
    with closing(making.new(tmp_path / "another.sqlite")):
        assert not _is_open(_read(heard))


def test_a_file_that_came_to_be_held_while_it_was_read_keeps_its_locks(
    heard: Path, rival: Rival
) -> None:
    with holding.reading(heard) as file:
        saving = opening.connect(heard)
        saving.execute("BEGIN IMMEDIATE")
    assert file.closed is not KEEPS
    assert rival(heard) == REFUSED
    saving.close()
    assert file.closed


def test_a_file_that_took_the_name_of_a_held_one_is_read_itself(heard: Path) -> None:
    before = heard.rename(heard.with_name("before.sqlite"))
    with closing(opening.connect(before)):
        _read(before)
        heard.write_bytes(b"another")
        with holding.reading(heard) as file:
            assert file.read() == b"another"


def test_finding_in_a_file_does_not_look_at_every_page_once_more(
    heard: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[bool] = []
    checked = opening.check_trust

    def noted(con: sqlite3.Connection, of: Path, *, thorough: bool = True) -> None:
        looked.append(thorough)
        checked(con, of, thorough=thorough)

    monkeypatch.setattr(opening, "check_trust", noted)
    _find(heard)
    assert looked == [False]
