"""Tables and lines from elsewhere: whatever wrote them, their rows are read or named by their lines."""

from __future__ import annotations

import csv
import io
import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from listening.model.brought import Brought
from listening.model.errors import ListeningError, WrongUse
from listening.model.quickline import raw
from listening.model.text import sanitise, says_nothing
from listening.model.vocabulary import Audience, Captured, Kind, Sharing
from listening.sharing.disclosure import disclose
from listening.sharing.formats import FORMATS, export
from listening.sharing.formats.options import Options
from listening.sharing.guard import RISKY, guard
from listening.sharing.readers import read
from listening.store import bringing
from listening.store.session_file import SessionFile
from tests.sharing.importing.room import NOW, SESSION, a_session, exported, sessions

CORPUS = Path(__file__).parents[1] / "spoken" / "lines.jsonl"


def words_of(brought: Brought) -> list[str | None]:
    return [each.fields.get("words") for each in brought.said]


def as_csv(header: list[str], rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    return out.getvalue().encode()


def rows_of(file: SessionFile, kind: str, *, plain: bool = False) -> bytes:
    disclosed = disclose(file, SESSION, Audience.TEAM)
    return export(FORMATS[kind], [disclosed], Options(generated=NOW, plain=plain)).content


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_is_read_with_whatever_parts_its_cells(separator: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(["Comment", "Speaker", "Themes", "Kind"])
    writer.writerow(['We wait; and wait,\nall day "long"', "P3", "rota, buses", "barrier"])
    (said,) = read(out.getvalue().encode(), "x.csv").said
    assert said.fields.get("words") == 'We wait; and wait,\nall day "long"'
    assert (said.fields.get("by"), said.fields.get("codes")) == ("P3", ("rota", "buses"))
    assert (said.fields.get("kind"), said.line) == (Kind.BARRIER, 2)


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("cp1252", b"")],
)
def test_letters_are_those_that_were_written(encoding: str, mark: bytes) -> None:
    brought = read(mark + "words\nCafé costs £5\n".encode(encoding), "x.csv")
    assert words_of(brought) == ["Café costs £5"]
    assert any("older Windows" in note for note in brought.notes) is (encoding == "cp1252")


def test_where_no_column_is_called_words_the_sentence_says_what_to_type() -> None:
    with pytest.raises(WrongUse, match='--map "What would help you most\\?=words"'):
        read(b"No,What would help you most?\n1,More buses\n", "x.csv")
    brought = read(
        b"No,What would help you most?\n1,More buses\n",
        "x.csv",
        ["what would help you most?=words"],
    )
    assert words_of(brought) == ["More buses"]
    assert brought.notes == (
        "Nothing is taken from the columns “No”: --map COLUMN=FIELD takes one.",
    )


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ("Comment", "COLUMN=FIELD"),
        ("Comment=wrds", "no field “wrds”"),
        ("Coment=words", "no column “Coment”"),
    ],
)
def test_a_mapping_that_cannot_be_is_answered_in_a_sentence(mapping: str, said: str) -> None:
    with pytest.raises(WrongUse, match=said):
        read(b"Comment,x\na,b\n", "x.csv", [mapping])


def test_rows_that_cannot_be_read_are_named_by_their_lines() -> None:
    table = b'words,sharing,at\nfine,,\n"two\nlines",named,\nno,nowhere,\nno,,yesterday\n"open,,\n'
    brought = read(table, "x.csv")
    assert words_of(brought) == ["fine", "two\nlines"]
    assert [each.line for each in brought.troubles] == [5, 6, 7]


def test_lines_of_json_are_read_as_the_commands_print_them() -> None:
    lines = b'{"words": "hi", "by": "P3", "areas": ["roles"], "captured": "written", "sharing": "analysis"}\n{oops\n'
    brought = read(lines, "x.jsonl")
    (said,) = brought.said
    assert (said.fields.get("captured"), said.fields.get("sharing")) == (
        Captured.WRITTEN,
        Sharing.ANALYSIS,
    )
    assert [each.line for each in brought.troubles] == [2]


def test_a_list_of_json_names_the_lines_in_which_its_objects_begin() -> None:
    brought = read(b'[{"words": "a"},\n\n {"words": "b"},\n {"words": {}}]', "x.json")
    assert [each.line for each in brought.said] == [1, 3]
    assert [each.line for each in brought.troubles] == [4]


@example(b"[[[[", "x.json")
@example(b'"' * 50, "x.csv")
@example(b'---\nformat: "listening-session"\nversion: 3\n---\n', "x.md")
@given(
    content=st.binary(max_size=200) | st.text(max_size=200).map(str.encode),
    name=st.sampled_from(["a.csv", "a.jsonl", "a.md", ""]),
)
def test_whatever_the_bytes_only_sentences_come_of_them(content: bytes, name: str) -> None:
    with suppress(ListeningError):
        brought = read(content, name)
        assert all(each.line >= 1 for each in brought.said)
        assert all(each.line >= 1 for each in brought.troubles)


PIECES = st.sampled_from(
    ["\n", "\n\n", "> ", "- ", "#", "# ", "## Contributions", "## About this session", "### 1. ", "#### new", ": ",
     "Code", "Sharing", "Time", "\\", "*", "`", "[", "]", "<b>", "|", "&#10;", "9", "words", "abcdefghjk", "\t", "In other words:"]
)  # fmt: skip


@given(pieces=st.lists(PIECES, max_size=60))
def test_whatever_was_typed_into_an_export_only_lines_are_named(pieces: list[str]) -> None:
    text = exported(a_session()).replace("Nothing has been noted yet.", "".join(pieces))
    brought = read(text.encode(), "x.md")
    assert all(each.line >= 1 and each.sentence.endswith((".", "?")) for each in brought.troubles)


@settings(max_examples=15, derandomize=True)
@given(file=sessions(), plain=st.booleans(), kind=st.sampled_from(["csv", "jsonl"]))
def test_our_own_tables_change_nothing_where_they_came_from(
    file: SessionFile, plain: bool, kind: str
) -> None:
    history = file.history()
    content = rows_of(file, kind, plain=plain)
    if not disclose(file, SESSION, Audience.TEAM).contributions:
        return
    outcome = bringing.bring(file._ledger, read(content, f"x.{kind}"), session=SESSION)
    assert (outcome.new, outcome.changed) == ([], [])
    assert file.history() == history


def test_the_guard_of_spreadsheets_comes_off_and_what_was_typed_stays() -> None:
    file = a_session()
    for words in ("=1+1", "'tis so", "''", "-5", "fine"):
        file.capture_unread(raw(words), session=SESSION)
    guarded = rows_of(file, "csv")
    for content in (
        guarded,
        guarded.removeprefix(b"\xef\xbb\xbf"),
        rows_of(file, "csv", plain=True),
    ):
        assert words_of(read(content, "x.csv")) == ["=1+1", "'tis so", "''", "-5", "fine"]


spoken = st.lists(st.sampled_from((*RISKY, "'", "a", " ", ";")), min_size=1, max_size=6).map(
    lambda signs: sanitise("".join(signs))
)


@given(every=st.lists(spoken.filter(lambda text: not says_nothing(text)), min_size=1, max_size=4))
def test_whatever_was_said_comes_back_from_a_table_of_which_columns_were_cut(
    every: list[str],
) -> None:
    table = as_csv(["words", "handle", "kind"], [[guard(each), "P1", "idea"] for each in every])
    assert words_of(read(table, "x.csv")) == every


@given(every=st.lists(spoken.filter(lambda text: not says_nothing(text)), min_size=1, max_size=4))
def test_words_of_a_table_that_nobody_guarded_come_in_as_they_are(every: list[str]) -> None:
    table = as_csv(["Comment", "Speaker"], [*([each, "P1"] for each in every), ["=bare", "P2"]])
    assert words_of(read(table, "x.csv")) == [*every, "=bare"]


def test_the_guard_of_a_spreadsheet_comes_off_words_of_others_and_that_is_said() -> None:
    table = b"words;by;note\n'=1+1;P1;'tis\n'tis so;P2;=2\n''quoted'';P3;\n"
    for name, mapping in (("words", []), ("Comment", ["Comment=words"])):
        brought = read(table.replace(b"words", name.encode()), "x.csv", mapping)
        assert words_of(brought) == ["=1+1", "'tis so", "''quoted''"]
        assert "was taken off 1 cell." in brought.notes[0]


def test_two_columns_that_are_both_mapped_to_one_thing_are_refused() -> None:
    with pytest.raises(WrongUse, match="“One”, “Two” are both said to be words"):
        read(b"One,Two\na,b\n", "x.csv", ["One=words", "Two=words"])
    brought = read(b"One,Two\na,b\n", "x.csv", ["One=words", "one=words", "Two=paraphrase"])
    assert words_of(brought) == ["a"]


def test_a_handle_is_kept_as_it_was_typed_first() -> None:
    file = a_session()
    bringing.bring(file._ledger, read(b"words,by\na,P1\nb,p1\nc,t2\n", "x.csv"), session=SESSION)
    assert [each.by for each in file.contributions()] == ["P1", "P1", "t2"]
    bringing.bring(file._ledger, read(b"words,by\nd,T2\n", "x.csv"), session=SESSION)
    assert [each.handle for each in file.participants()] == ["P1", "t2"]


def test_a_table_edited_in_a_spreadsheet_changes_the_same_contributions() -> None:
    file = a_session()
    own = file.capture(raw("We wait."), session=SESSION).id
    content = rows_of(file, "csv").replace(b"We wait.", b"We wait for calls.")
    outcome = bringing.bring(file._ledger, read(content, "x.csv"), session=SESSION)
    assert outcome.changed == [own]
    assert file.contribution(own).words == "We wait for calls."


def test_the_same_table_again_adds_only_what_is_new_in_it() -> None:
    file = a_session()
    table = b"words,by\nMore buses,P3\nMore buses,P3\nLess noise,\n"
    first = bringing.bring(file._ledger, read(table, "x.csv"), session=SESSION)
    assert [each.words for each in file.contributions()] == [
        "More buses",
        "More buses",
        "Less noise",
    ]
    file.edit(first.new[0], words="More buses.")
    file.erase([first.new[2]])
    again = bringing.bring(file._ledger, read(table + b"And lifts,P4\n", "x.csv"), session=SESSION)
    assert (len(again.new), again.known, again.erased) == (1, 2, [4])
    assert file.contribution(first.new[0]).words == "More buses."


def test_a_table_for_the_room_is_refused() -> None:
    file = a_session()
    disclosed = disclose(file, SESSION, Audience.ROOM)
    content = export(FORMATS["csv"], [disclosed], Options(generated=NOW)).content
    with pytest.raises(WrongUse, match="for the team"):
        read(content, "x.csv")


def test_real_words_come_in_letter_by_letter_in_their_order() -> None:
    lines = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    file = a_session()
    content = "".join(json.dumps(line) + "\n" for line in lines).encode()
    columns = list(lines[0])
    text = next(name for name in ("text", "words") if name in columns)
    bringing.bring(file._ledger, read(content, "x.jsonl", [f"{text}=words"]), session=SESSION)
    assert [each.words for each in file.contributions()] == [sanitise(line[text]) for line in lines]


def test_names_in_place_of_handles_are_pointed_out() -> None:
    (note,) = read(b"words,by\nMore buses,Maria\nFewer forms,P3\n", "x.csv").notes
    assert "“Maria”" in note
    assert "P3 in their place" in note
