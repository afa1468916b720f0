"""Keys change what a line says about its words, and never a letter of the words."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from listening.app.line_edit import (
    with_area_toggled,
    with_code_toggled,
    with_handle,
    with_none_toggled,
    with_term_toggled,
)
from listening.model.quickline import Known, QuickLine, parse
from listening.model.vocabulary import Area, Captured, Kind, Sharing

MARKS = st.sampled_from(["/a", "/r", "/none", "#x", "#roles", "#peer-support", "!idea", "%off"])
SPEECH = st.sampled_from(["P3:", "Table 3:", "\\", "\\#x", " ", "  ", "\n", "\t", "and/or", ":"])
SNIPPETS = st.one_of(MARKS, SPEECH, st.just("~para"))
LINES = st.one_of(
    st.text(), st.lists(st.one_of(SNIPPETS, st.text(max_size=3)), max_size=8).map("".join)
)
TERMS = st.sampled_from([*Kind, *Sharing, *Captured])
KNOWN = Known.of(["P1", "Table 3"], {"peer-support": "self-directed/peer-support"})


@given(LINES, st.sampled_from(Area))
@example("", Area.ROLES)
@example("x \\#y", Area.ROLES)
@example("x \\", Area.ROLES)
@example("#y \\ /r", Area.ROLES)
def test_an_area_key_changes_that_area_and_nothing_else(line: str, area: Area) -> None:
    was = parse(line, KNOWN)
    now = parse(with_area_toggled(line, area, KNOWN), KNOWN)
    assert now == replace(was, marks=was.marks.toggled(area))


@given(LINES, st.sampled_from(Area))
def test_an_area_key_pressed_twice_leaves_the_line_reading_as_before(line: str, area: Area) -> None:
    was = parse(line, KNOWN)
    twice = with_area_toggled(with_area_toggled(line, area, KNOWN), area, KNOWN)
    assert parse(twice, KNOWN) == replace(was, marks=replace(was.marks, none_of_three=False))


@given(LINES)
def test_none_of_the_three_takes_the_areas_off(line: str) -> None:
    was = parse(line, KNOWN)
    now = parse(with_none_toggled(line, KNOWN), KNOWN)
    areas = was.marks.areas if was.marks.none_of_three else ()
    marks = replace(was.marks, areas=areas, none_of_three=not was.marks.none_of_three)
    assert now == replace(was, marks=marks)


@given(LINES, TERMS)
def test_a_kind_takes_the_place_of_another_and_the_same_one_takes_it_off(
    line: str, term: Kind | Sharing | Captured
) -> None:
    was = parse(line, KNOWN)
    field = type(term).__name__.lower()
    wanted = None if getattr(was.marks, field) is term else term
    now = parse(with_term_toggled(line, term, KNOWN), KNOWN)
    assert now.words == was.words
    assert now.by == was.by
    assert getattr(now.marks, field) is wanted
    same = {name: getattr(was.marks, name) for name in ("areas", "codes", "none_of_three")}
    assert {name: getattr(now.marks, name) for name in same} == same


@given(LINES, st.sampled_from(["rota", "x", "self-directed/peer-support"]))
def test_a_code_goes_on_and_off(line: str, code: str) -> None:
    was = parse(line, KNOWN)
    now = parse(with_code_toggled(line, code, KNOWN), KNOWN)
    codes = tuple(sorted(set(was.marks.codes) ^ {code}))
    assert now == replace(was, marks=replace(was.marks, codes=codes))


@given(LINES, st.sampled_from(["P1", "P9", "Table 3", None]))
@example("\\P3: he said", "P9")
@example("P1: P3: he said", None)
@example("P1: \\P3: he said", None)
def test_a_speaker_is_put_before_the_words_or_taken_away(line: str, handle: str | None) -> None:
    was = parse(line, KNOWN)
    assert parse(with_handle(line, handle, KNOWN), KNOWN) == replace(was, by=handle)


@given(st.text("ab \n.#/\\:", max_size=12), st.sampled_from(Area))
def test_the_words_stand_letter_by_letter_before_the_marks(words: str, area: Area) -> None:
    line = with_area_toggled(words, area)
    if parse(words) == QuickLine(words=words.strip(" \n")) and "\\" not in words:
        assert line == f"{words} /{area.mark}"
        assert with_area_toggled(line, area) == words


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("", " /r"),
        ("P7: ", "P7:  /r"),
        ("We write the rota on Friday. ", "We write the rota on Friday.  /r"),
        ("one\ntwo", "one\ntwo /r"),
        ("on Friday #peer-support", "on Friday #peer-support /r"),
        ("on Friday /a ", "on Friday /a /r "),
        ("happens. \\#slowthecars", "happens. #slowthecars \\ /r"),
        ("on Friday /R", "on Friday"),
        ("on Friday /a /r", "on Friday /a"),
        ("#slowthecars \\ /r", "\\#slowthecars"),
    ],
)
def test_only_the_marks_change(line: str, marked: str) -> None:
    assert with_area_toggled(line, Area.ROLES, KNOWN) == marked


def test_a_new_handle_that_a_line_cannot_name_changes_nothing() -> None:
    assert with_handle("hello", "Table 9", KNOWN) == "hello"


def test_a_code_of_a_lens_in_use_is_written_short() -> None:
    assert with_code_toggled("x", "self-directed/peer-support", KNOWN) == "x #peer-support"
