"""Two programs with one file open: each sees what the other keeps."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from listening.model.errors import NotReadableYet
from listening.store.session_file import SessionFile
from tests.store import making
from tests.store.making import say, words

OTHER = """
import sys
from pathlib import Path
from listening.model.quickline import raw
from listening.store.session_file import SessionFile
with SessionFile.open(Path(sys.argv[1]), author="Alex") as file:
    session = file.session().id
    print("ready", flush=True)
    for line in sys.stdin:
        asked, _, rest = line.rstrip("\\n").partition(" ")
        if asked == "say":
            print(file.capture(raw(rest), session=session).id, flush=True)
        if asked == "draft":
            print(file.keep_draft(rest), flush=True)
        if asked == "changed":
            print(file.changed_elsewhere(), flush=True)
        if asked == "words":
            print([one.words for one in file.contributions()], flush=True)
"""


class Other:
    """Another process that has the file open."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        """Wait until it has opened the file."""
        self.process = process
        assert self._answer() == "ready"

    def ask(self, line: str) -> str:
        """Have it do something, and return what it answers."""
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self._answer()

    def kill(self) -> None:
        """End it as a crash does, and wait until it is gone."""
        self.process.kill()
        self.process.wait()

    def _answer(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().rstrip("\n")


@contextmanager
def another(path: Path) -> Iterator[Other]:
    """Start another process on the file; it ends with the block."""
    command = [sys.executable, "-c", OTHER, str(path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Other(process)
        finally:
            process.kill()


def test_both_see_what_the_other_keeps(file: SessionFile, path: Path) -> None:
    with another(path) as other:
        assert not file.changed_elsewhere()
        other.ask("say From there.")
        assert file.changed_elsewhere()
        assert not file.changed_elsewhere()
        say(file, "From here.")
        assert not file.changed_elsewhere()
        assert other.ask("changed") == "True"
        assert other.ask("changed") == "False"
        assert other.ask("words") == str(words(file))
    assert sorted(map(str, words(file))) == ["From here.", "From there."]
    assert {one.author for one in file.contributions()} == {"Sam", "Alex"}


def test_what_both_say_at_once_is_all_kept(file: SessionFile, path: Path) -> None:
    with another(path) as other:
        ids = {other.ask(f"say There {n}.") for n in range(20)} | {
            say(file, f"Here {n}.").id for n in range(20)
        }
    assert {one.id for one in file.contributions()} == ids
    assert making.is_sound(path)


def test_what_was_answered_survives_a_kill(path: Path) -> None:
    making.new(path).close()
    with another(path) as other:
        ids = [other.ask(f"say Line {n}.") for n in range(10)]
        other.kill()
    with SessionFile.open(path) as file:
        assert [one.id for one in file.contributions()] == ids
    assert making.is_sound(path)


def test_a_line_that_was_being_typed_is_offered_once_its_program_has_ended(
    path: Path,
) -> None:
    making.new(path).close()
    with SessionFile.open(path, author="Alex") as file, another(path) as other:
        assert other.ask("draft P1: half a sen") == "True"
        assert file.drafts_left() == ()
        other.kill()
        (draft,) = file.drafts_left()
        assert (draft.line, draft.author) == ("P1: half a sen", "Alex")
        with SessionFile.open(path, author="Sam") as somebody_else:
            assert somebody_else.drafts_left() == ()
        file.drop_draft(draft)
        assert file.drafts_left() == ()


def test_a_line_that_was_saved_before_a_kill_is_not_offered(path: Path) -> None:
    making.new(path).close()
    with another(path) as other:
        other.ask("draft One whole sentence.")
        other.ask("say One whole sentence.")
        other.kill()
    with SessionFile.open(path, author="Alex") as file:
        assert words(file) == ["One whole sentence."]
        assert file.drafts_left() == ()


def test_whoever_asks_whether_others_saved_waits_for_nobody(path: Path) -> None:
    with making.new(path) as file, closing(sqlite3.connect(path, isolation_level=None)) as other:
        # Whoever waited would wait far beyond the end of this check.
        file._con.execute("PRAGMA busy_timeout = 1000000000")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(NotReadableYet, match="another program"):
            file.changed_elsewhere()
        other.execute("CREATE TABLE theirs (a)")
        other.execute("COMMIT")
        assert file.changed_elsewhere()
        assert not file.changed_elsewhere()
