"""`erase`: gone for ever, and honest about what it cannot reach; exports note themselves."""

from __future__ import annotations

import errno
import os
from hashlib import sha256
from pathlib import Path

import pytest

from listening.model.errors import NotSaved
from listening.sharing import writing
from listening.store import exports_noted
from tests.cli.conftest import Run, is_one_sentence

SECRET = "My neighbour's name is Marmaduke."


@pytest.fixture
def said(run: Run, brixton: str) -> list[str]:
    run("participant", brixton, "P3", "--perspective", "carer", "--agreed-name", "Rosalind")
    return run("add", brixton, f"P3: {SECRET} /r", "P3: Thank you all.", "P4: And to you.").ids


def test_without_yes_it_says_what_would_go_and_nothing_goes(run: Run, said: list[str]) -> None:
    before = run("list", "brixton", "--json").out
    answer = run("erase", "brixton", "--by", "p3")
    assert answer.status == 2
    assert is_one_sentence(answer.err)
    assert "--yes" in answer.err
    assert answer.out.startswith(
        "This would be erased for ever, with all its history and the unsaved lines that hold it: "
        f"2 contributions ({said[0]}, {said[1]}), and the "
        "perspectives of P3 and the name as agreed.\n"
    )
    assert SECRET in answer.out
    assert "And to you." not in answer.out
    assert run("list", "brixton", "--json").out == before
    document = run("erase", "brixton", said[0], "--json").json
    assert (document["erased"], document["contributions"]) == (False, [said[0]])


def test_erased_words_are_gone_from_the_bytes_and_a_merge_never_brings_them_back(
    run: Run, said: list[str], surroundings: Path
) -> None:
    run("copy", "brixton", "older.sqlite")
    answer = run("erase", "brixton", said[0][:5], "--yes")
    assert answer.status == 0
    assert answer.out.startswith(
        "Erased for ever, from this file and from every merge with it: "
        f"1 contribution ({said[0]}).\n"
    )
    assert b"Marmaduke" not in (surroundings / "brixton.sqlite").read_bytes()
    assert run("show", "brixton", said[0]).status == 1
    run("merge", "brixton", "older")
    assert b"Marmaduke" not in (surroundings / "brixton.sqlite").read_bytes()
    assert run("check", "brixton").status == 0


def test_all_that_somebody_said_is_erased_with_what_they_said_of_themselves(
    run: Run, said: list[str], surroundings: Path
) -> None:
    done = run("erase", "brixton", "--by", "P3", "--yes", "--json").json
    assert list(done) == [
        "erased", "contributions", "participants", "commitments", "relations", "links", "answered_by",
            "repeated_by", "drafts", "other_wordings", "exports", "trouble",
    ]  # fmt: skip
    assert sorted(done["contributions"]) == sorted(said[:2])
    assert done["participants"] == ["P3"]
    assert [each["id"] for each in run("list", "brixton", "--json").json] == [said[2]]
    assert b"Rosalind" not in (surroundings / "brixton.sqlite").read_bytes()


def test_it_says_what_it_cannot_reach(run: Run, said: list[str], surroundings: Path) -> None:
    nothing = run("erase", "brixton", said[1], "--yes").out
    assert "other copies of this file" in nothing
    assert "the file has noted no export." in nothing
    run("export", "brixton", "--audience", "team", "--as", "Ines")
    run("export", "brixton", "-o", "-")
    told = run("erase", "brixton", said[0], "--yes").out
    text = (surroundings / "brixton-library-team.md").read_bytes()
    assert "exported from it before, as it has noted twice:" in told
    assert ", by Ines: markdown, to be read by " in told
    assert f"sha256:{sha256(text).hexdigest()}." in told


def test_show_tells_what_left_the_file_and_what_was_erased(run: Run, said: list[str]) -> None:
    run("export", "brixton", "--audience", "room")
    run("erase", "brixton", said[0], "--yes", "--as", "Ines")
    shown = run("show", "brixton", "--json").json
    (export,) = shown["exports"]
    assert list(export) == ["at", "author", "session", "audience", "format", "digest"]
    assert (export["audience"], export["format"], export["author"]) == ("room", "markdown", "Sam")
    (erasure,) = shown["erasures"]
    assert (erasure["author"], erasure["contributions"]) == ("Ines", 1)
    told = run("show", "brixton").out
    assert "Erased: 1 contribution, by Ines, " in told
    assert "Exported once, which nothing takes back:" in told


@pytest.mark.parametrize(
    "command",
    [
        ("export", "brixton"),
        ("export", "brixton", "-o", "-"),
        ("export", "brixton", "--to", "csv"),
        ("report", "brixton", "gap"),
        ("copy", "brixton", "handed.sqlite", "--audience", "room"),
    ],
)
def test_nothing_leaves_where_the_file_cannot_take_note_of_it(
    run: Run,
    said: list[str],
    monkeypatch: pytest.MonkeyPatch,
    surroundings: Path,
    command: tuple[str, ...],
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise NotSaved(surroundings / "brixton.sqlite", "the disk may only be read", "Copy it.")

    there = sorted(surroundings.iterdir())
    monkeypatch.setattr(exports_noted, "note", refuse)
    answer = run(*command)
    assert (answer.status, answer.out) == (1, "")
    assert is_one_sentence(answer.err)
    assert "noted in it first, and that could not be done (the disk may only be read)" in answer.err
    assert sorted(surroundings.iterdir()) == there


def test_an_export_that_cannot_be_written_is_not_noted(run: Run, said: list[str]) -> None:
    assert run("export", "brixton", "-o", "nowhere/out.md").status == 1
    assert run("show", "brixton", "--json").json["exports"] == []


def test_an_export_that_cannot_take_its_place_is_noted_no_more(
    run: Run, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(writing, "_into_place", refuse)
    assert run("export", "brixton").status == 1
    assert run("show", "brixton", "--json").json["exports"] == []


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("--yes",), 2),
        (("zzzz", "--yes"), 1),
        (("--by", "P9", "--yes"), 1),
        (("--by", "room", "--yes"), 2),
        (("zzzz", "--by", "P3", "--yes"), 2),
    ],
)
def test_what_names_nothing_erases_nothing(
    run: Run, said: list[str], words: tuple[str, ...], status: int
) -> None:
    answer = run("erase", "brixton", *words)
    assert answer.status == status
    assert is_one_sentence(answer.err)
    assert len(run("list", "brixton", "--json").json) == 3


def test_removed_words_are_erased_too(run: Run, said: list[str], surroundings: Path) -> None:
    run("remove", "brixton", said[0])
    assert run("erase", "brixton", "--by", "P3", "--yes").status == 0
    assert b"Marmaduke" not in (surroundings / "brixton.sqlite").read_bytes()
