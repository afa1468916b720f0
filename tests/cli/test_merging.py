"""`merge`: several people's notes in one file, and what is said about it."""

from __future__ import annotations

import io
import sys
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from listening.cli.progress import Progress
from listening.model.errors import NotSaved
from listening.store import merge
from tests.cli.conftest import Run, is_one_sentence
from tests.cli.handing_out import SAID, handed_out


@pytest.fixture
def files(run: Run, surroundings: Path) -> list[Path]:
    return handed_out(run, surroundings)


def test_in_whatever_order_three_note_takers_are_merged_the_list_is_one_and_the_same(
    run: Run, files: list[Path]
) -> None:
    lists, conflicts, shown = set(), set(), set()
    for number, order in enumerate(permutations(files)):
        assert run("merge", f"all{number}", *order).status == 0
        lists.add(run("list", f"all{number}", "--json").out)
        conflicts.add(run("conflicts", f"all{number}", "--json").out)
        shown.add(run("show", f"all{number}", "--json").out)
        assert run("check", f"all{number}").status == 0
    assert (len(lists), len(conflicts), len(shown)) == (1, 1, 1)
    listed = run("list", "all0", "--json").json
    assert len(listed) == 2 + 3 * 3
    assert {each["words"] for each in listed} > {line.partition(": ")[2] for line in SAID[2:4]}
    assert listed[0]["areas"] == ["attitudes", "roles", "system"]


def test_each_source_is_told_with_what_was_new_and_what_was_known(
    run: Run, files: list[Path]
) -> None:
    ines, tom, _ = files
    first = run("merge", "all", ines)
    assert first.status == 0
    assert f"{ines}: 6 contributions new, 0 known; " in first.out
    assert "all.sqlite: made; 1 file merged." in first.out
    second = run("merge", "all", ines, tom)
    assert f"{ines}: 0 contributions new, 6 known; 0 changes new, " in second.out
    assert f"{tom}: 4 contributions new, 2 known; " in second.out
    assert "all.sqlite: updated; 2 files merged." in second.out
    assert "Conflicts: 1; “listening conflicts all.sqlite” shows them." in second.out
    assert "Possible duplicates: 1; “listening duplicates all.sqlite” shows them." in second.out
    assert second.err == ""


def test_merging_the_same_again_changes_nothing(run: Run, files: list[Path]) -> None:
    run("merge", "all", *files)
    before = run("list", "all", "--json").out
    again = run("merge", "all", *files, "--json").json
    assert [source["new_changes"] for source in again["sources"]] == [0, 0, 0]
    assert run("list", "all", "--json").out == before


@pytest.mark.parametrize("into", [[], [0], [0, 1]])
def test_a_dry_run_says_what_the_real_run_then_does_and_changes_nothing(
    run: Run, files: list[Path], surroundings: Path, into: list[int]
) -> None:
    if into:
        run("merge", "all", *(files[place] for place in into))
    before = {path: path.read_bytes() for path in surroundings.iterdir() if path.is_file()}
    tried = run("merge", "all", *files, "nowhere", "--dry-run")
    tried_json = run("merge", "all", *files, "nowhere", "--dry-run", "--json").json
    assert {path: path.read_bytes() for path in surroundings.iterdir() if path.is_file()} == before
    copied = surroundings / "again"
    copied.mkdir()
    if into:
        run("copy", "all", copied)
    done = run("merge", "all", *files, "nowhere")
    assert done.out == tried.out
    assert tried.status == done.status == 1
    assert tried.err.splitlines()[0].startswith("A dry run: nothing is changed.")
    assert tried.err.splitlines()[1:] == done.err.splitlines()
    assert tried_json.pop("dry_run")


def test_a_dry_run_tells_what_may_be_one_session_and_how_to_say_so(run: Run) -> None:
    for name in ("ines", "tom"):
        run("new", name, "--title", "Brixton Library", "--date", "2026-03-24")
        run("add", name, f"As {name} heard it.", "--as", name.title())
    tried = run("merge", "all", "ines", "tom", "--dry-run")
    (alike,) = run("merge", "all", "ines", "tom", "--dry-run", "--json").json["look_alike"]
    pair = "=".join(alike["sessions"])
    assert tried.err.splitlines()[-1] == (
        "“Brixton Library” of Tuesday 24 March 2026 was set up twice: if that was one session, merge with "
        f"--same-session {pair}."
    )
    joined = run("merge", "all", "ines", "tom", "--same-session", pair)
    assert "is part of session" in joined.out
    assert run("merge", "all", "ines", "tom", "--dry-run", "--json").json["look_alike"] == []


def test_a_source_is_never_changed(run: Run, files: list[Path]) -> None:
    before = [path.read_bytes() for path in files]
    run("merge", "all", *files)
    assert [path.read_bytes() for path in files] == before


def test_a_bad_source_is_named_and_left_out_and_the_others_are_in(
    run: Run, files: list[Path], surroundings: Path
) -> None:
    (surroundings / "torn.sqlite").write_bytes(files[0].read_bytes()[:5000])
    (surroundings / "text.sqlite").write_text("not a session")
    answer = run("merge", "all", "torn", files[0], "text", "nowhere", files[1])
    assert answer.status == 1
    errors = answer.err.splitlines()
    assert len(errors) == 3
    assert all(is_one_sentence(f"{line}\n") for line in errors)
    for name, line in zip(("torn.sqlite", "text.sqlite", "nowhere"), errors, strict=True):
        assert name in line
    assert "all.sqlite: made; 2 files merged, 3 left out." in answer.out
    assert run("show", "all", "--json").json["counts"]["heard"] == 8


def test_where_no_source_can_be_merged_no_file_is_made(run: Run, surroundings: Path) -> None:
    (surroundings / "text.sqlite").write_text("not a session")
    for sources in (("nowhere",), ("text",)):
        answer = run("merge", "all", *sources)
        assert answer.status == 1
        assert is_one_sentence(answer.err)
        assert not (surroundings / "all.sqlite").exists()
        document = run("merge", "all", *sources, "--json").json
        assert (document["made"], document["complete"]) == (False, False)


def test_what_is_no_session_file_is_never_merged_into(run: Run, files: list[Path]) -> None:
    out = files[0].with_name("notes.sqlite")
    out.write_text("mine")
    answer = run("merge", out, files[1])
    assert answer.status == 1
    assert is_one_sentence(answer.err)
    assert out.read_text() == "mine"


def test_the_json_of_a_merge_is_stable(run: Run, files: list[Path]) -> None:
    done = run("merge", "all", files[0], "nowhere", "--json").json
    assert list(done) == [
        "out", "dry_run", "made", "complete", "sources", "same_sessions", "look_alike", "conflicts",
        "possible_duplicates",
    ]  # fmt: skip
    good, bad = done["sources"]
    assert list(good) == [
        "file", "ok", "trouble", "new", "known", "new_changes", "known_changes", "erased",
        "erased_by",
    ]  # fmt: skip
    assert (good["file"], good["ok"], good["new"], good["known"]) == (str(files[0]), True, 6, 0)
    assert (bad["file"], bad["ok"], bad["new"]) == ("nowhere", False, 0)
    assert "nowhere" in bad["trouble"]


def test_progress_is_for_a_terminal_alone(run: Run, files: list[Path]) -> None:
    copies = [files[0].with_name(f"c{number}.sqlite") for number in range(12)]
    for path in copies:
        path.write_bytes(files[0].read_bytes())
    assert run("merge", "all", *copies).err == ""


class Terminal(io.StringIO):
    """Standard error at which somebody sits."""

    def isatty(self) -> bool:
        """Tell that it is a terminal."""
        return True


def test_somebody_at_a_terminal_sees_how_far_a_long_merge_is_and_then_nothing_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    progress = Progress()
    progress(9, 500, Path("a"))
    progress(18, 500, Path("b"))
    progress.clear()
    assert terminal.getvalue().split("\r") == [
        "", "9 of 500 files", "", "18 of 500 files", "", " " * 15, "",
    ]  # fmt: skip


def test_a_merge_that_stops_half_way_says_how_far_it_came(
    run: Run, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    run("merge", "all", files[0])
    copies = [files[1].with_name(f"c{number:02}.sqlite") for number in range(12)]
    for path in copies:
        path.write_bytes(files[1].read_bytes())
    real, calls = merge.join_batch, [0]

    def stops(*words: Any) -> object:
        calls[0] += 1
        if calls[0] > 1:
            raise NotSaved(Path("all.sqlite"), "the disk is full", "Free some room.")
        return real(*words)

    monkeypatch.setattr(merge, "join_batch", stops)
    answer = run("merge", "all", *copies)
    assert answer.status == 1
    how_far, error = answer.err.splitlines()
    assert how_far == (
        f"9 of 12 files were done, each entirely, up to {copies[8]}; the same command again does the rest."
    )
    assert is_one_sentence(f"{error}\n")
    monkeypatch.setattr(merge, "join_batch", real)
    assert "12 files merged." in run("merge", "all", *copies).out


def test_what_somebody_erased_is_erased_by_a_merge_and_said(run: Run, files: list[Path]) -> None:
    run("merge", "all", *files)
    said = run("list", "all", "--json").json[0]
    assert run("erase", files[1], said["id"], "--yes", "--as", "Tom").status == 0
    answer = run("merge", "all", files[1], files[0])
    assert f"{files[1]}:" in answer.out
    assert "1 contribution erased here too, erased by Tom." in answer.out
    assert said["words"] not in run("history", "all").out
    assert said["id"] not in [each["id"] for each in run("list", "all", "--json").json]


_ALONE = {
    "ines": "Nobody asked my sister what she wanted.",
    "tom": "One number to ring, please.",
}
"""What only one of two note-takers took down."""


@pytest.fixture
def apart(run: Run, surroundings: Path) -> list[str]:
    """Two files of one afternoon that were set up apart, by the ids of their sessions."""
    ids = []
    for name in ("ines", "tom"):
        run("new", f"{name}.sqlite", "--title", f"Afternoon of {name}", "--prompt", "Why?")
        run("add", name, "--prompt", "1", "--as", name.title(),
            "P1: The bus to the day centre stops at four o'clock sharp.",
            f"P2: {_ALONE[name]}")  # fmt: skip
        ids.append(run("show", name, "--json").json["id"])
    return ids


def test_sessions_set_up_apart_are_joined_by_ids_or_by_names_of_sources(
    run: Run, apart: list[str]
) -> None:
    for pair in (f"{apart[0]}={apart[1][:5]}", "ines=tom.sqlite"):
        answer = run("merge", "all", "ines", "tom", "--same-session", pair)
        assert answer.status == 0, answer.err
        assert f"Session {apart[1]} is part of session {apart[0]} from now on." in answer.out
        assert "Possible duplicates: 1;" in answer.out
        Path("all.sqlite").unlink()


def test_joined_sessions_are_listed_searched_and_exported_as_one(
    run: Run, apart: list[str]
) -> None:
    run("merge", "all", "tom", "ines", "--same-session", "tom=ines")
    listed = run("list", "all", "--session", apart[0])
    assert len(run("list", "all", "--session", apart[1][:4], "--json").json) == 4
    days = {each["at"][:10] for each in run("list", "all", "--json").json}
    assert len(listed.out.strip().split("\n\n")) == len(days) + 4
    assert len(run("search", "all", "sister", "--session", apart[1], "--json").json) == 1
    exported = run("export", "all", "--audience", "team", "-o", "-")
    assert all(words in exported.out for words in _ALONE.values())


def test_a_later_merge_knows_that_sessions_were_joined(run: Run, apart: list[str]) -> None:
    run("merge", "all", "ines", "tom", "--same-session", "ines=tom")
    run("merge", "later", "all", "tom")
    assert run("show", "later", "--json").json["counts"]["heard"] == 4
    assert run("show", "later", "--json").json["title"] == "Afternoon of ines"


@pytest.mark.parametrize("pair", ["ines", "=tom", "ines="])
def test_a_pair_of_sessions_names_both(run: Run, apart: list[str], pair: str) -> None:
    answer = run("merge", "all", "ines", "tom", "--same-session", pair)
    assert answer.status == 2
    assert is_one_sentence(answer.err)


def test_handles_of_sessions_set_up_apart_stay_apart_until_they_are_joined(
    run: Run, apart: list[str]
) -> None:
    run("merge", "all", "ines", "tom", "--same-session", "ines=tom")
    people = run("participant", "all", "--json").json
    assert sorted(who["handle"] for who in people) == ["P1", "P1", "P2", "P2"]
    assert run("participant", "all", "P1", "--same-as", "P1").status == 2
    joined = run("participant", "all", f"{apart[1]}:P1", "--same-as", f"{apart[0][:4]}:P1")
    assert joined.status == 0, joined.err
    assert "The same person as P1" in joined.out
    told = {who["id"]: who["same_as"] for who in run("participant", "all", "--json").json}
    (whole,) = [own for own in told.values() if own]
    assert whole in told
    assert run("participant", "all", whole, "--same-as", whole).status == 2


def test_words_of_somebody_with_two_handles_are_erased_under_both(
    run: Run, apart: list[str]
) -> None:
    run("merge", "all", "ines", "tom", "--same-session", "ines=tom")
    run("participant", "all", f"{apart[1]}:P1", "--same-as", f"{apart[0]}:P1")
    assert run("erase", "all", "--by", "P1", "--session", apart[0], "--yes").status == 0
    left = [each["words"] for each in run("list", "all", "--json").json]
    assert left == [*_ALONE.values()]
