"""FORMAT.md is enough: a session is read and written with nothing but it and SQLite."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from listening.model.records import RECORDS, SETS, columns
from listening.model.vocabulary import (
    Area,
    Bond,
    Captured,
    Check,
    Direction,
    Felt,
    Kind,
    Perspective,
    RelationKind,
    RelationState,
    Sharing,
    Status,
    Term,
    effective_sharing,
)
from listening.sample.build import build
from listening.store import names, schema
from listening.store.session_file import SessionFile
from tests.store import making
from tests.store.by_the_text import FIELDS, MEMBERS, SQL, TEXT, Writer

_TYPES = {"text": "TEXT", "number": "INTEGER", "yes or no": "FLAG"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample session."""
    return build(tmp_path_factory.mktemp("built") / "sample.sqlite")


@pytest.fixture
def sample(built: Path, tmp_path: Path) -> Path:
    """The sample session, as another program finds it."""
    return Path(shutil.copyfile(built, tmp_path / "sample.sqlite"))


@pytest.fixture
def con(sample: Path) -> Iterator[sqlite3.Connection]:
    """The sample session, opened with SQLite alone."""
    with closing(sqlite3.connect(sample, isolation_level=None)) as opened:
        opened.row_factory = sqlite3.Row
        yield opened


def test_the_two_tables_stand_there_as_they_are_made() -> None:
    assert SQL["change"] == schema.CHANGE
    assert SQL["erasure"] == schema.ERASURE


def test_every_field_stands_there_with_its_column_and_type() -> None:
    for record in RECORDS:
        told = [(cell, name, _TYPES[kind]) for cell, name, kind, _ in FIELDS[record.table]]
        assert told == [(each.cell, each.name, each.sql) for each in columns(record)]


def test_every_field_of_many_values_stands_there() -> None:
    kept = [
        [
            member.prefix,
            member.record.table,
            member.table,
            ", ".join(filter(None, (member.record.table, member.whose, member.column))),
        ]
        for member in SETS
    ]
    assert kept == MEMBERS


@pytest.mark.parametrize(
    ("said", "terms"),
    [
        ("Sharing", Sharing),
        ("Kind", Kind),
        ("Way of capture", Captured),
        ("Check state", Check),
        ("Perspective", Perspective),
        ("Status", Status),
        ("Felt", Felt),
        ("Direction", Direction),
        ("Bond", Bond),
        ("Kind of relation", RelationKind),
        ("State of a relation", RelationState),
    ],
)
def test_every_term_stands_there_in_order(said: str, terms: type[Term]) -> None:
    (line,) = re.findall(rf"^- \*{said}\*.*$", TEXT, re.MULTILINE)
    assert re.findall(r"`([^`]+)`", line) == [term.value for term in terms]


def test_a_file_tells_whose_it_is(con: sqlite3.Connection) -> None:
    told = con.execute(SQL["identity"]).fetchone()
    assert (told["program"], told["version"]) == (schema.APPLICATION_ID, schema.FORMAT_VERSION)
    assert str(schema.APPLICATION_ID) in TEXT


def test_what_is_read_by_this_text_is_what_the_program_reads(
    sample: Path, con: sqlite3.Connection
) -> None:
    with SessionFile.open(sample) as file:
        expected = file.contributions()
    rows = con.execute(SQL["read-contributions"]).fetchall()
    assert [row["id"] for row in rows] == [one.id for one in expected]
    for row, one in zip(rows, expected, strict=True):
        assert (row["words"], row["handle"], row["author"]) == (one.words, one.by, one.author)
        assert (row["kind"], row["check"] or "unread") == (one.kind, one.check)
        assert [area for area in Area if row[area.value]] == list(one.areas)
        assert _level(row) is one.sharing
        tags = con.execute(SQL["read-tags"], {"record": f"c.{one.session}.{one.id}"}).fetchall()
        assert {tag for (tag,) in tags} == {*one.areas, *one.codes}


def test_promises_that_are_read_by_this_text_are_those_that_the_program_lists(
    sample: Path, con: sqlite3.Connection
) -> None:
    with SessionFile.open(sample, author="Sam") as file:
        session, (first, second, *_) = file.session().id, file.contributions()
        file.commit(session, who="GPs", what="Ring back", answers=[second.id, first.id])
        file.commit(session, who="The council", what="Publish", by_when="2026-06-30")
        expected = file.commitments()
    rows = con.execute(SQL["read-commitments"]).fetchall()
    assert [(row["id"], row["who"], row["by_when"]) for row in rows] == [
        (one.id, one.who, one.by_when) for one in expected
    ]
    for row, one in zip(rows, expected, strict=True):
        answers = con.execute(SQL["read-answers"], {"record": row["record"]}).fetchall()
        assert tuple(own for (own,) in answers) == one.answers


def _level(row: sqlite3.Row) -> Sharing:
    levels = (row["own_sharing"], row["speakers_sharing"], row["room_rule"])
    return effective_sharing(*(None if level is None else Sharing(level) for level in levels))


def test_what_the_ledger_comes_to_by_this_text_is_what_the_tables_show(
    con: sqlite3.Connection,
) -> None:
    for table, fields in FIELDS.items():
        for row in con.execute(f"SELECT * FROM {table}").fetchall():
            for field, column, kind, _ in fields:
                if kind == "text":
                    asked = {"record": row["record"], "field": field}
                    value = con.execute(SQL["plain-field"], asked).fetchone()
                    assert row[column] == (value[0] if value else None)
    for prefix, owner, table, _ in MEMBERS:
        for row in con.execute(f"SELECT record FROM {owner}").fetchall():
            asked = {"record": row["record"], "prefix": prefix}
            members = [one for (one,) in con.execute(SQL["members"], asked).fetchall()]
            shown = f"SELECT * FROM {table} WHERE {owner} = ? ORDER BY 2"
            assert members == [each[1] for each in con.execute(shown, [row["record"]]).fetchall()]


def test_a_handles_token_is_made_as_this_text_says() -> None:
    assert "first 50 bits" in TEXT
    assert names.participant_token("0123456789", "p3") == names.participant_token(
        "0123456789", "P3"
    )
    assert names.participant_token("0123456789", "P3") == _token("0123456789", "P3")


def test_a_links_token_is_made_in_the_same_way() -> None:
    ends = ("0123456789.aaaaaaaaaa", "echoes", "9876543210.bbbbbbbbbb")
    assert "`source, newline, bond, newline, target`" in TEXT
    assert names.link_token(*ends) == _hashed("\n".join(ends))


def _token(session: str, handle: str) -> str:
    import unicodedata

    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", handle).casefold())
    return _hashed(f"{session}\n{folded}")


def _hashed(text: str) -> str:
    import hashlib

    eight = hashlib.sha256(text.encode()).digest()[:8]
    number = int.from_bytes(eight, "big")
    alphabet = "0123456789abcdefghjkmnpqrstvwxyz"
    return "".join(alphabet[number >> 5 * place & 31] for place in range(10))


def test_what_another_program_writes_by_this_text_is_as_good_as_our_own(
    sample: Path, con: sqlite3.Connection
) -> None:
    with SessionFile.open(sample) as file:
        before = file.contributions()
        session = file.session().id
    writer = Writer(con, session)
    person = f"p.{session}.{_token(session, 'P77')}"
    new = f"c.{session}.aaaaaaaaaa"
    old = f"c.{session}.{before[0].id}"
    writer.write(
        {
            (new, "words"): "Said elsewhere.",
            (new, "participant"): person[-10:],
            (new, "tag/roles"): 1,
            (new, "own/rota"): 1,
            (person, "handle"): "P77",
            (person, "perspective/carer"): 1,
            (person, "speaks_for"): 4,
        }
    )
    writer.write({(old, "words"): "Put right.", (old, "tag/new-one"): 1, (new, "tag/roles"): None})
    promise = f"m.{session}.bbbbbbbbbb"
    writer.write(
        {
            (promise, "who"): "The council",
            (promise, "what"): "Publish the rota.",
            (promise, f"answers/{session}.aaaaaaaaaa"): 1,
            (f"r.{session}.cccccccccc", "kind"): "trust",
        }
    )
    writer.write({(promise, "status"): "kept"})
    writer.write({(f"s.{session}", "place"): "Elsewhere", (f"s.{session}", "spoke"): 9})
    assert making.is_sound(sample)
    with SessionFile.open(sample, author="Robin") as file:
        one = file.contribution("aaaaaaaaaa")
        assert (one.words, one.by, one.author) == ("Said elsewhere.", "P77", "Robin")
        assert (one.areas, one.codes, one.perspectives) == ((), ("rota",), ("carer",))
        assert file.contribution(before[0].id).words == "Put right."
        assert file.commitment("bbbbbbbbbb").answers == ("aaaaaaaaaa",)
        assert file.commitment("bbbb").status is Status.KEPT
        assert "cccccccccc" in {each.id for each in file.relations()}
        assert file.session().spoke == 9
        assert file.undo() is not None
        assert file.session().spoke != 9


def test_a_conflict_is_found_by_this_text(sample: Path, con: sqlite3.Connection) -> None:
    with SessionFile.open(sample) as file:
        one = file.contributions()[0]
    record = f"c.{one.session}.{one.id}"
    making.put(sample, [(record, "words", making.stamp(making.NOON * 2), "Apart.", None)])
    writer = Writer(con, one.session)
    writer.fold(record)
    assert making.is_sound(sample)
    assert con.execute("SELECT field, leaves FROM conflict").fetchall()[0]["field"] == "words"
    leaves = con.execute(SQL["leaves"], {"record": record, "field": "words"}).fetchall()
    assert [leaf["value"] for leaf in leaves] == [one.words, "Apart."]


@pytest.mark.parametrize("prefix", ["tag", "own"])
def test_none_of_the_three_against_an_area_is_found_by_this_text(
    sample: Path, con: sqlite3.Connection, prefix: str
) -> None:
    with SessionFile.open(sample) as file:
        session = file.session().id
    writer = Writer(con, session)
    record = f"c.{session}.aaaaaaaaaa"
    writer.write({(record, "words"): "Said elsewhere.", (record, "none_of_three"): 1})
    apart = (record, f"{prefix}/roles", making.stamp(making.NOON * 3), 1, None)
    making.put(sample, [apart])
    for fold in (lambda: None, lambda: writer.fold(record)):
        fold()
        assert making.is_sound(sample)
        found = con.execute("SELECT * FROM conflict WHERE record = ?", [record]).fetchall()
        assert [tuple(each) for each in found] == [(record, "none_of_three", 2)][: prefix == "tag"]
    with SessionFile.open(sample, author="Kim") as file:
        assert file.contribution("aaaaaaaaaa").areas == (Area.ROLES,)
