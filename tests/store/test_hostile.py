"""Files that others made, with anything in them: read with care, shown as plain letters, never a crash."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from listening.model.errors import NotSaved
from listening.model.text import sanitise
from listening.model.vocabulary import Captured, Check, Sharing
from listening.store.asked import Where
from listening.store.check import differing_tables
from listening.store.session_file import SessionFile
from tests.store import making
from tests.store.making import NOON, say, stamp

ESCAPES = "\x1b]0;x\x07 [/nope] <b>*_ \u202eevil\u2066 NUL\x00 after"
ODD: tuple[object, ...] = (
    b"\xff\xfe\x00 no text",
    b"",
    3.25,
    float("inf"),
    -(2**63),
    2**63 - 1,
    "x" * 100_000,
    ESCAPES,
    "",
    "12 apples",
    None,
)


def read_all(file: SessionFile) -> None:
    """Ask for everything that there is to ask for."""
    for one in file.contributions():
        assert file.contribution(one.id) == one
        file.history(one.id)
    for session in (None, *(one.id for one in file.sessions())):
        file.participants(session)
        file.tally(session)
        file.history(session=session)
        file.prompts(session or "nothing")
        file.known(session or "nothing")
        file.search("x", session=session)
    file.contributions(Where(removed=True))
    file.contributions(Where(match="x", by="P1", prompt_number=1))
    file.next_untagged(None)
    file.drafts_left()


def shown(file: SessionFile) -> str:
    """Return every text that reading gives, joined."""
    told = (*file.contributions(), *file.participants(), *file.sessions(), *file.history())
    return "".join(repr(one) for one in told)


@pytest.mark.parametrize("value", ODD, ids=lambda value: repr(value)[:20])
def test_a_value_of_any_type_anywhere_stops_nobody(
    file: SessionFile, path: Path, value: object
) -> None:
    one = say(file, "P1: One. /a #rota", file.prompts(file.session().id)[0].id)
    rows = [
        (record, field, stamp(NOON * 2), value, None)
        for record, field in {(r, f) for r, f in _cells(path)}
    ]
    making.put(path, rows)
    read_all(file)
    assert file.contribution(one.id).id == one.id
    assert differing_tables(file._con) == ()
    say(file, "Still saved.")
    copied = file.copy(path.with_name("copy.sqlite"))
    assert making.is_sound(copied)
    with SessionFile.open(copied) as again:
        assert again.contributions() == file.contributions()


def _cells(path: Path) -> list[tuple[str, str]]:
    with making.raw(path) as con:
        return con.execute(
            "SELECT DISTINCT record, field FROM change WHERE record NOT LIKE 'w.%'"
        ).fetchall()


def test_letters_that_act_are_shown_as_none(file: SessionFile, path: Path) -> None:
    session = file.session().id
    making.put(
        path,
        [
            (f"c.{session}.aaaaaaaaaa", "words", stamp(), ESCAPES, None),
            (f"c.{session}.aaaaaaaaaa", f"tag/{ESCAPES}", stamp(), 1, None),
            (f"c.{session}.aaaaaaaaaa", "participant", stamp(), ESCAPES, None),
            (f"c.{session}.aaaaaaaaaa", "prompt", stamp(), ESCAPES, None),
            (f"p.{session}.bbbbbbbbbb", "handle", stamp(), ESCAPES, None),
            (f"p.{session}.bbbbbbbbbb", f"perspective/{ESCAPES}", stamp(), 1, None),
            (f"c.{session}.\x1b[31m", f"\x1b\u202e{ESCAPES}", stamp(), ESCAPES, ESCAPES),
            (f"w.{session}.zzzzzzzz", "name", stamp(), ESCAPES, None),
            (f"c.{session}.cccccccccc", "words", "\x1b" * 26, "odd stamp", None),
            (f"s.{session}", "title", stamp(NOON * 2), ESCAPES, None),
        ],
    )
    read_all(file)
    for letter in ("\\x1b", "\\x07", "\\x00", "\\u202e", "\\u2066"):
        assert letter not in shown(file)
    assert file.contribution("aaaaaaaaaa").words == sanitise(ESCAPES)


@pytest.mark.parametrize(
    "record",
    [
        *("", ".", "c", "c.", "c..", "s.", "s.short", "w.", "p.x", "z.unknown.letter", "nodots"),
        *("c.0123456789", "c.0123456789.", "c.0123456789.ABCDEFGHJK", "q.0123456789.x.y"),
        *("c.0123456789.abcdefghjk.more", "c.0123456789xabcdefghjk", "💣", "c.\x00.\x1b"),
    ],
)
def test_a_record_of_any_name_is_kept_and_never_shown(
    file: SessionFile, path: Path, record: str
) -> None:
    one = say(file, "One.")
    making.put(path, [(record, "words", stamp(), "odd", None), (record, "", stamp(), 1, "x")])
    read_all(file)
    assert file.contributions() == (one,)
    assert len(file.sessions()) == 1
    with SessionFile.open(file.copy(path.with_name("copy.sqlite"))) as copied:
        kept = "SELECT count(*) FROM change WHERE record = ?"
        assert copied._con.execute(kept, (record,)).fetchone() == (2,)


def test_fields_of_a_later_version_survive_in_every_copy(file: SessionFile, path: Path) -> None:
    one = say(file, "One.")
    record = f"c.{one.session}.{one.id}"
    row = (record, "colour/of/voice", stamp(NOON * 2), b"\x00\xff", "an unknown base")
    making.put(path, [row])
    file.edit(one.id, words="Two.")
    copied = file.copy(path.with_name("copy.sqlite"))
    with making.raw(copied) as con:
        found = "SELECT record, field, stamp, value, base FROM change WHERE field LIKE 'colour%'"
        assert con.execute(found).fetchall() == [row]


def test_a_copy_keeps_every_byte_of_the_ledger(file: SessionFile, path: Path) -> None:
    odd = [(f"x.{n}", "f", stamp(), value, None) for n, value in enumerate(ODD)]
    making.put(path, odd)
    with making.raw(path) as con:
        con.execute(
            "INSERT INTO change VALUES (CAST(x'63ff' AS TEXT), CAST(x'fe' AS TEXT), ?, CAST(x'fd' AS TEXT), NULL)",
            (stamp(),),
        )
        con.execute("INSERT INTO erasure VALUES (CAST(x'fc' AS TEXT), '', '', '2026')")
    copied = file.copy(path.with_name("copy.sqlite"))
    everything = "SELECT hex(record), hex(field), stamp, typeof(value), hex(value), base FROM change ORDER BY 1, 2, 3"
    erased = "SELECT hex(record), field, stamp, asked FROM erasure"
    with making.raw(path) as mine, making.raw(copied) as theirs:
        assert mine.execute(everything).fetchall() == theirs.execute(everything).fetchall()
        assert mine.execute(erased).fetchall() == theirs.execute(erased).fetchall()
    assert making.is_sound(path)


def test_a_sharing_level_that_is_not_known_allows_no_more_than_analysis(path: Path) -> None:
    with making.new(path, room_rule="named") as file:
        one = say(file, "P1: One. %named")
        two = say(file, "P2: Two.")
        speaker = f"p.{two.session}.{two.participant}"
        making.put(
            path,
            [
                (f"c.{one.session}.{one.id}", "sharing", stamp(NOON * 2), "named-later", None),
                (speaker, "sharing", stamp(NOON * 2), "ANYTHING", None),
            ],
        )
        assert {each.sharing for each in file.contributions()} == {Sharing.ANALYSIS}
        assert file.tally().sharing == {Sharing.ANALYSIS: 2}
        assert file.contribution(one.id).own_sharing is Sharing.ANALYSIS
        assert {each.sharing for each in file.participants()} == {None, Sharing.ANALYSIS}


@pytest.mark.parametrize("rule", ["everything", "", b"named", 4, 2.5])
def test_a_rooms_rule_that_is_not_known_allows_no_more_than_analysis(
    path: Path, rule: object
) -> None:
    with making.new(path, room_rule="named") as file:
        say(file, "One. %named")
        session = file.session().id
        making.put(path, [(f"s.{session}", "room_rule", stamp(NOON * 2), rule, None)])
        known = rule == b"named"  # bytes that are the letters of a level
        expected = Sharing.NAMED if known else Sharing.ANALYSIS
        assert file.session().room_rule is expected
        assert file.contributions()[0].sharing is expected
        assert file.tally().sharing == {expected: 1}


def test_terms_that_are_not_known_claim_nothing(file: SessionFile, path: Path) -> None:
    one = say(file, "One. !idea")
    record = f"c.{one.session}.{one.id}"
    making.put(
        path,
        [
            (record, field, stamp(NOON * 2), "later", None)
            for field in ("kind", "check", "captured")
        ],
    )
    read = file.contribution(one.id)
    assert (read.kind, read.check, read.captured) == (None, Check.UNREAD, Captured.VERBATIM)
    assert file.contributions(Where(check=Check.UNREAD)) == (read,)
    assert (file.tally().checks, file.tally().kinds) == ({Check.UNREAD: 1}, {})


@pytest.mark.parametrize("base", ["own", "each other", "nonsense", "x" * 10_000, " \n ", "\x00"])
def test_a_base_that_names_nonsense_hides_no_value(
    file: SessionFile, path: Path, base: str
) -> None:
    one = say(file, "One.")
    record = f"c.{one.session}.{one.id}"
    first, second = stamp(NOON + 10**9), stamp(NOON + 10**9, 1)
    bases = {"own": (first, second), "each other": (second, first)}.get(base, (base, base))
    making.put(
        path,
        [
            (record, "words", first, "Two.", bases[0]),
            (record, "words", second, "Three.", bases[1]),
            (record, "tag/x", first, 1, bases[0]),
            (record, "tag/x", second, 1, bases[1]),
        ],
    )
    assert (file.contribution(one.id).words, file.contribution(one.id).codes) == ("Three.", ("x",))
    assert file.edit(one.id, words="Four.").words == "Four."
    assert file.tag([one.id], remove=["x"])[0].codes == ()
    assert file.undo() is not None
    assert differing_tables(file._con) == ()


def test_rows_in_somebodys_name_can_be_taken_back_whatever_they_are(
    file: SessionFile, path: Path
) -> None:
    session = file.session().id
    say(file, "One.")
    making.put(
        path,
        [
            (f"w.{session}.zzzzzzzz", "name", stamp(), "Sam", None),
            ("c.", "x", stamp(NOON * 3), 1, None),
            ("nodots", "x", stamp(NOON * 2), 1, None),
            ("", "", stamp(NOON * 2), 1, None),
            (f"c.{session}.\x1b", "x", stamp(NOON * 2), 1, "a b"),
        ],
    )
    assert file.undo() is not None
    assert file.undo() is not None
    assert file.undo() is None
    assert file.count() == 0
    read_all(file)


def test_a_draft_in_a_foreign_file_does_no_harm(file: SessionFile, path: Path) -> None:
    drafts = [
        ("w1", "Sam", ESCAPES, "p", 10**18, "elsewhere", ""),
        ("w2", "Sam", "line", None, -(10**18), "", "12 x"),
        ("w3", "Sam", "line", "\x1b", 0, _this_machine(), "9" * 40 + " 1.00"),
        ("w4", "Sam", "line", None, 0, _this_machine(), "-1 1.00"),
        ("w5", "Sam", "line", None, 0, _this_machine(), "no number"),
    ]
    with making.raw(path) as con:
        con.executemany("INSERT INTO draft VALUES (?, ?, ?, ?, ?, ?, ?)", drafts)
    left = file.drafts_left()
    assert {draft.writer for draft in left} == {"w1", "w2", "w3", "w4", "w5"}
    assert sanitise(ESCAPES) in {draft.line for draft in left}
    for draft in left:
        file.drop_draft(draft)
    assert file.drafts_left() == ()


def _this_machine() -> str:
    from listening.store import sittings

    return sittings.machine()


records = st.sampled_from("spqwcz").flatmap(
    lambda letter: st.sampled_from(
        [f"{letter}.0123456789", f"{letter}.0123456789.aaaaaaaaaa", f"{letter}.0123456789.zzzzzzzz"]
    )
)
fields = st.sampled_from(
    [
        "title",
        "room_rule",
        "lenses",
        "in_room",
        "mode",
        "removed",
        "position",
        "minutes",
        "text",
        "name",
        "utc_offset",
        "handle",
        "sharing",
        "speaks_for",
        "agreed_name",
        "words",
        "participant",
        "prompt",
        "kind",
        "captured",
        "check",
        "none_of_three",
        "consent_asked",
        "tag/",
        "tag/roles",
        "tag/x",
        "perspective/carer",
        "perspective/",
    ]
) | st.text(max_size=5)
values = (
    st.none()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.binary(max_size=5)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
    | st.sampled_from(["aaaaaaaaaa", "named", "off", "1", "+01:00"])
)
stamps = st.builds(stamp, st.integers(0, 9_999_999_999_999), st.integers(0, 0xFFF)) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=26, max_size=26
)


@given(
    rows=st.lists(
        st.tuples(records, fields, stamps, values, st.none() | st.lists(stamps).map(" ".join)),
        max_size=12,
        unique_by=lambda row: row[:3],
    )
)
@settings(max_examples=60, deadline=None)
def test_any_ledger_can_be_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[object, ...]]
) -> None:
    path = tmp_path_factory.mktemp("any") / "a.sqlite"
    making.new(path).close()
    making.put(path, rows)
    assert making.is_sound(path)
    with SessionFile.open(path, author="Sam") as file:
        read_all(file)
        for one in file.contributions():
            with suppress(NotSaved):  # where a stamp is no time, nothing can come after it
                file.tag([one.id], add=["x"])
        assert differing_tables(file._con) == ()
