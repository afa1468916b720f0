"""A whole session as Markdown: read back, the words are exact and the shape is ours."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from listening.model.quickline import QuickLine
from listening.model.records import Contribution, Session
from listening.model.text import sanitise, says_nothing
from listening.model.vocabulary import Audience, Captured, Check, Kind, Mode, Perspective, Sharing
from listening.sharing.account.sums import about_kinds
from listening.sharing.disclosure import disclose, disclose_records
from listening.sharing.markdown import digest, markdown
from listening.sharing.markdown_text import parser, text_of
from listening.store.session_file import SessionFile
from tests.sharing.building import SESSION, a_session, person, prompts, said
from tests.sharing.reading import Read, read

NOW = datetime(2026, 3, 25, 9, 0, tzinfo=UTC)
TEAM, PUBLIC = Audience.TEAM, Audience.PUBLIC

SPOKEN = Path(__file__).parent / "spoken" / "lines.jsonl"

words = st.text(min_size=1, max_size=80).map(sanitise).filter(lambda text: not says_nothing(text))
tricks = st.sampled_from(
    [
        "# A heading\n## About this session\n- From: P9",
        '---\naudience: "team"\n---',
        "#### c9: Attitudes\n\n> quoted\n\n- Sharing: named quote",
        "In other words:\n\n> what nobody said",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "> [!NOTE]\n> - [x] done",
        "[/nope] [@click=app.quit] <b>*_\\",
        "&amp; &#35; https://a.example www.b.example c@d.example :smile:",
    ]
)


def written(*rows: Contribution, audience: Audience = TEAM, session: Session | None = None) -> str:
    result = disclose_records(session or a_session(), prompts("Why?"), [], rows, audience)
    return markdown(result, NOW)


@given(texts=st.lists(words | tricks, max_size=6), title=words | tricks, prompt=words | tricks)
def test_a_whole_file_is_read_back_with_every_word_exact(
    texts: list[str], title: str, prompt: str
) -> None:
    rows = [said(f"c{n}", text, paraphrase=text, prompt_number=1) for n, text in enumerate(texts)]
    session = a_session(title=title, purpose=title, facilitator=title)
    result = disclose_records(session, prompts(prompt), [], rows, TEAM)
    back = read(markdown(result, NOW))
    assert (back.title, back.front["title"]) == (title, title)
    assert back.under("About this session")[0].values == {
        "Purpose": [title],
        "Facilitator": [title],
    }
    assert [row.words for row in back.rows().values()] == texts
    assert [row.paraphrase for row in back.rows().values()] == texts
    assert {row.prompt for row in back.rows().values()} <= {f"1. {prompt}"}


@example(handle="P1", perspective="own words", code="rota")
@given(handle=words | tricks, perspective=words | tricks, code=words | tricks)
def test_names_of_people_and_themes_are_read_back_exactly(
    handle: str, perspective: str, code: str
) -> None:
    # A known perspective is read by its label, in whatever case it was written; these are own words.
    assume(Perspective.named(perspective) is None)
    speaker = person(handle, perspective, agreed_name=handle)
    row = said("c1", "w", speaker, codes=(code,))
    back = read(markdown(disclose_records(a_session(), [], [speaker], [row], TEAM), NOW))
    assert back.under("Participants")[1].heading == handle
    values = back.rows()["c1"].values
    assert (values["From"], values["Perspective"]) == ([handle], [perspective])
    assert values["Code"] == [code]


@pytest.mark.parametrize("preset", ["js-default", "gfm-like", "gfm-like2"])
@given(texts=st.lists(words | tricks, min_size=1, max_size=4))
def test_other_readers_of_markdown_see_the_same_file(preset: str, texts: list[str]) -> None:
    rows = [said(f"c{n}", text, paraphrase=text, codes=(text,)) for n, text in enumerate(texts)]
    body = read(written(*rows, session=a_session(title=texts[0]))).body
    ours, theirs = (
        [(token.type, token.tag, token.children and text_of(token)) for token in reader.parse(body)]
        for reader in (parser(), MarkdownIt(preset))
    )
    assert ours == theirs


EVERYTHING = said(
    "c1",
    "We had a person to ring.\nOne person.",
    person("P3", "carer", "nhs"),
    kind=Kind.WORKS,
    captured=Captured.WRITTEN,
    check=Check.CONFIRMED,
    own_sharing=Sharing.NAMED,
    consent_asked=True,
    paraphrase="One named contact",
    roles=True,
    system=True,
    codes=("rota", "self-directed/peer-support"),
    prompt_number=1,
)


def test_for_the_team_a_contribution_is_told_with_all_that_was_kept_of_it() -> None:
    row = read(written(EVERYTHING)).rows()["c1"]
    assert (row.words, row.paraphrase) == (EVERYTHING.words, "One named contact")
    assert row.prompt == "1. Why?"
    assert row.values == {
        "From": ["P3"],
        "Perspective": ["unpaid carer, family or friend", "NHS"],
        "Area": ["Roles", "System"],
        "Code": ["rota", "self-directed/peer-support"],
        "Kind": ["what works"],
        "Captured": ["written"],
        "Sharing": ["unnamed quote"],
        "Sharing as said": ["named quote"],
        "Consent asked": ["yes"],
        "Check": ["confirmed"],
        "Time": ["2026-03-24T14:02:10+00:00"],
        "Written by": ["Sam"],
    }


def test_for_the_public_the_same_contribution_is_told_without_what_tells_who_it_was() -> None:
    row = read(written(EVERYTHING, audience=PUBLIC)).rows()["c1"]
    assert (row.words, row.paraphrase) == (EVERYTHING.words, None)
    assert set(row.values) == {"Area", "Code", "Kind", "Captured", "Sharing", "Check"}


def test_the_heading_of_a_contribution_begins_with_its_id_and_says_the_first_area() -> None:
    rows = (
        said("c1", "w", system=True, codes=("rota",)),
        said("c2", "w", codes=("self-directed/peer-support",)),
        said("c3", "w", none_of_three=True),
        said("c4", "w"),
        said("c5", "w", check=Check.WITHDRAWN),
    )
    headings = [part.heading for part in read(written(*rows)).parts if part.level == 4]
    assert headings == [
        "c1: System",
        "c2: Peer support",
        "c3: none of the three",
        "c4: not yet tagged",
        "c5: taken back",
    ]


def test_participants_are_told_to_the_team_with_all_that_was_kept_of_them() -> None:
    table = person("T3", "carer", sharing=Sharing.ANALYSIS, speaks_for=6, agreed_name="Table 3")
    back = read(markdown(disclose_records(a_session(), [], [table], [], TEAM), NOW))
    assert back.under("Participants")[1].values == {
        "Perspective": ["unpaid carer, family or friend"],
        "Name as agreed": ["Table 3"],
        "Sharing": ["analysis only"],
        "Speaks for": ["6"],
    }


def test_every_fact_of_the_session_is_told_to_the_team() -> None:
    known = ("id", "session", "mode", "room_rule", "in_room", "spoke", "removed", "same_as")
    texts = [each.name for each in fields(Session) if each.name not in known]
    session = a_session(
        **{fact: f"the-{fact}" for fact in texts},
        mode=Mode.HYBRID,
        room_rule=Sharing.NAMED,
        in_room=14,
        spoke=12,
    )
    back = read(written(session=session))
    told = [value for values in back.parts[1].values.values() for value in values]
    expected = {f"the-{fact}" for fact in texts} - {"the-title"}
    assert set(told) == expected | {"hybrid", "named quote", "14", "12"}


def test_what_is_withheld_is_said_plainly_with_its_reason() -> None:
    rows = (
        said("c1", "w"),
        *(said(f"a{n}", "w", sharing=Sharing.ANALYSIS) for n in range(7)),
        said("p1", "w", sharing=Sharing.PARAPHRASE),
        said("o1", None, sharing=Sharing.OFF),
        said("o2", None, sharing=Sharing.OFF),
        said("t1", "w", check=Check.WITHDRAWN),
    )
    (told,) = read(written(*rows, audience=PUBLIC)).under("Contributions")[0].paragraphs
    assert told == (
        "1 contribution stands here. "
        "7 contributions are counted but not quoted, as agreed with those who spoke. "
        "1 contribution may be told in other words only, and nobody has written those yet. "
        "2 things were said off the record: that they were said is all that is told. "
        "1 contribution was taken back by those who said it, and is not counted."
    )


def test_figures_are_at_least_and_cover_what_is_not_quoted() -> None:
    withheld = (said(f"a{n}", "w", system=True, sharing=Sharing.ANALYSIS) for n in range(3))
    rows = (said("c1", "w", system=True), *withheld)
    heard = read(written(*rows, audience=PUBLIC)).under("What was heard")[0]
    assert heard.paragraphs[0].startswith("At least 4 contributions were heard.")
    assert heard.cells[:2] == ["Area", "At least"]
    assert heard.cells[6:8] == ["System", "4"]


def under_the_tables(*rows: Contribution, audience: Audience) -> list[str]:
    """Return what is said about sums under the tables, without their captions."""
    heard = read(written(*rows, audience=audience)).under("What was heard")[0]
    return [each for each in heard.paragraphs[1:] if not each.endswith(":")]


def test_what_stands_in_no_row_of_a_table_is_said_directly_under_it() -> None:
    rows = (
        said("c1", "w", kind=Kind.IDEA),
        said("c2", "w"),
        said("c3", "w", none_of_three=True),
        said("t1", "w", check=Check.WITHDRAWN),
        said("o1", None, sharing=Sharing.OFF),
        said("o2", None, sharing=Sharing.OFF),
    )
    for audience in (PUBLIC, TEAM):
        assert under_the_tables(*rows, audience=audience) == [
            "2 of them were said off the record and stand in no row here.",
            "2 of them were said off the record, and 2 of them have no kind: they stand in no row here.",
        ]


def test_what_stands_in_no_row_so_that_it_cannot_be_worked_out_is_said_to_be_missing() -> None:
    rows = (
        said("c1", "w", kind=Kind.IDEA, codes=("rota",)),
        said("a1", "w", kind=Kind.IDEA, codes=("rota",), sharing=Sharing.ANALYSIS),
    )
    areas, kinds, codes = under_the_tables(*rows, audience=PUBLIC)
    picked_out = "What may only be counted stands in a row only where that picks nobody out."
    assert areas == picked_out
    assert kinds == "1 of them has no kind or may only be counted: it stands in no row here."
    assert codes.endswith(picked_out)


def test_more_people_in_the_notes_than_were_counted_are_no_contradiction() -> None:
    people = [person(f"P{n}") for n in range(18)]
    rows = [said(f"c{n}", "w", each) for n, each in enumerate(people)]
    session = a_session(in_room=16, spoke=10)
    result = disclose_records(session, [], people, rows, PUBLIC)
    told = " ".join(read(markdown(result, NOW)).under("What was heard")[0].paragraphs)
    assert (
        "The notes tell more people or tables apart than the 10 who were counted as speaking: so at "
        "least 18 spoke." in told
    )
    assert "The notes hold more people or tables than the 16 who were counted in the room" in told


def test_one_thing_off_the_record_is_told_as_one() -> None:
    rows = (said("c1", "w", kind=Kind.IDEA), said("o1", None, sharing=Sharing.OFF))
    assert under_the_tables(*rows, audience=PUBLIC) == [
        "1 of them was said off the record and stands in no row here.",
        "1 of them was said off the record: it stands in no row here.",
    ]


def test_rows_that_come_to_more_than_there_are_are_explained() -> None:
    rows = (said("c1", "w", roles=True, system=True), said("c2", "w"))
    assert under_the_tables(*rows, audience=PUBLIC) == [
        "A contribution can carry several areas, so the rows come to more than there are."
    ]
    assert under_the_tables(rows[1], audience=PUBLIC) == []


def test_codes_and_people_are_said_not_to_be_added_up() -> None:
    row = said("c1", "w", codes=("rota",))
    assert under_the_tables(row, audience=TEAM) == [
        "A contribution can carry several codes or none, so these rows are not to be added up."
    ]
    assert under_the_tables(row, audience=PUBLIC) == [
        (
            "A contribution can carry several codes or none, so these rows are not to be added up. "
            "A code is named only where something shown here carries it."
        )
    ]


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "roles": st.booleans(),
                "system": st.booleans(),
                "none_of_three": st.booleans(),
                "kind": st.none() | st.sampled_from(Kind),
                "check": st.sampled_from(Check),
                "sharing": st.sampled_from(Sharing),
            }
        ),
        max_size=8,
    ),
    st.sampled_from(Audience),
)
def test_the_kinds_with_what_is_said_under_them_come_to_the_total(
    rows: list[dict[str, Any]], audience: Audience
) -> None:
    found = disclose_records(
        a_session(), [], [], [said(f"c{n}", "w", **row) for n, row in enumerate(rows)], audience
    )
    sentence = " ".join(about_kinds(found.counts))
    told = sum(int(word) for word in sentence.split() if word.isdecimal())
    assert told + sum(each.number or 0 for each in found.counts.kinds) == found.counts.contributions


def test_how_words_were_taken_down_is_told_where_it_is_not_as_usual() -> None:
    rows = (said("c1", "w"), said("c2", "w", captured=Captured.PARAPHRASE))
    for audience in Audience:
        back = read(written(*rows, audience=audience)).rows()
        assert [row.captured for row in back.values()] == ["verbatim", "paraphrase"]
        assert "Captured" not in back["c1"].values


def test_what_was_said_under_no_prompt_stands_after_the_prompts() -> None:
    rows = (said("c1", "w"), said("c2", "w", prompt_number=1))
    assert [row.prompt for row in read(written(*rows)).rows().values()] == [
        "1. Why?",
        "Outside the prompts",
    ]


def test_a_session_of_which_only_the_title_is_known_is_a_whole_file() -> None:
    back = read(markdown(disclose_records(a_session(), [], [], [], PUBLIC), NOW))
    assert [part.heading for part in back.parts] == [
        "Brixton Library",
        "What was heard",
        "Contributions",
    ]


# The file as a file ---------------------------------------------------------------------------


def test_for_the_team_the_same_state_gives_the_same_bytes_whenever_it_is_written() -> None:
    result = disclose_records(a_session(), prompts("Why?"), [], [EVERYTHING], TEAM)
    assert markdown(result, NOW + timedelta(days=1)) == markdown(result, NOW)
    assert "generated" not in read(markdown(result, NOW)).front


def test_for_others_the_file_says_when_it_was_written_and_the_digest_is_of_the_rest() -> None:
    result = disclose_records(a_session(), prompts("Why?"), [], [EVERYTHING], PUBLIC)
    first, again = markdown(result, NOW), markdown(result, NOW)
    later = read(markdown(result, NOW + timedelta(days=1)))
    assert first == again
    assert later.front["generated"] == "2026-03-26T09:00:00+00:00"
    assert later.front["digest"] == read(first).front["digest"]


def test_the_digest_tells_an_edited_file_from_one_that_nobody_touched() -> None:
    back = read(written(EVERYTHING))
    assert back.front["digest"] == digest(back.body)
    assert back.front["digest"] != digest(back.body.replace("person", "body"))


def test_the_front_matter_says_what_the_file_is() -> None:
    front = read(written(EVERYTHING)).front
    assert list(front) == ["format", "version", "session", "audience", "title", "digest"]
    assert (front["format"], front["version"]) == ("listening-session", 3)
    assert (front["session"], front["audience"]) == (SESSION, "team")


@given(title=st.text(alphabet="a\"\\\u0085\u2028\u2029\x7f\x9f\ufeff'😀:#-", max_size=12))
def test_a_title_stays_one_line_of_front_matter_that_json_and_yaml_read_alike(title: str) -> None:
    text = written(session=a_session(title=title))
    (line,) = (line for line in text.split("\n") if line.startswith("title: "))
    assert json.loads(line.removeprefix("title: ")) == title
    assert not set(line) & set("\u0085\u2028\u2029\x7f\x9f\ufeff")
    assert "\\ud83d" not in line


@given(texts=st.lists(words | tricks, max_size=4))
def test_the_file_has_plain_line_ends_and_no_stray_blanks(texts: list[str]) -> None:
    text = written(*(said(f"c{n}", each) for n, each in enumerate(texts)))
    assert "\r" not in text
    assert text.endswith("\n")
    assert "\n\n\n" not in text
    assert not [line for line in text.split("\n") if line != line.rstrip(" ")]


# Through a session file -------------------------------------------------------------------------


def spoken() -> list[str]:
    lines = SPOKEN.read_text(encoding="utf-8").splitlines()
    return [sanitise(json.loads(line)["text"]) for line in lines]


@pytest.fixture
def exported(tmp_path: Path) -> dict[Audience, Read]:
    facts = {"title": "Spoken lines", "mode": Mode.IN_PERSON.value, "room_rule": "named"}
    with SessionFile.create(tmp_path / "spoken.sqlite", facts, author="Sam") as file:
        session = file.session().id
        for n, text in enumerate(spoken()):
            file.capture(QuickLine(words=text, by=f"P{n % 4}"), session=session)
        return {
            audience: read(markdown(disclose(file, session, audience), NOW))
            for audience in Audience
        }


def test_real_speech_goes_through_a_session_file_and_markdown_unchanged(
    exported: dict[Audience, Read],
) -> None:
    for back in exported.values():
        assert [row.words for row in back.rows().values()] == spoken()


def test_in_the_public_file_nobody_is_told_apart(exported: dict[Audience, Read]) -> None:
    assert {"From" in row.values for row in exported[TEAM].rows().values()} == {True}
    assert {"From" in row.values for row in exported[PUBLIC].rows().values()} == {False}


def test_an_edit_shows_in_the_body_alone() -> None:
    other = replace(EVERYTHING, words="Nobody to ring.")
    assert read(written(EVERYTHING)).front["digest"] != read(written(other)).front["digest"]
