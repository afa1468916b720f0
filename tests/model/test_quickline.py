"""The quick line: what is written is read back as the same, and speech stays speech."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from listening.model import quickline
from listening.model.codes import code_key
from listening.model.quickline import Known, Marks, QuickLine, parse, write
from listening.model.text import sanitise
from listening.model.vocabulary import Area, Captured, Kind, Sharing

SNIPPETS = st.sampled_from(
    [
        "P3:",
        "Table 3:",
        "\\",
        "/a",
        "/none",
        "#x",
        "#a/b",
        "!idea",
        "%off",
        "~para",
        " ",
        "\n",
        "and/or",
        "#1",
        "\\#x",
        ":",
    ]
)
TEXTS = st.one_of(
    st.text(), st.lists(st.one_of(SNIPPETS, st.text(max_size=3)), max_size=8).map("".join)
)
CODES = st.one_of(
    st.sampled_from(["rota", "self-directed/peer-support", "a", "12", "été"]), st.text(max_size=5)
).map(code_key)
KNOWN = Known.of(["P1", "Table 3"], {"peer-support": "self-directed/peer-support"})


@st.composite
def marks(draw: st.DrawFn) -> Marks:
    areas = draw(st.sets(st.sampled_from(Area)))
    codes = {code for code in draw(st.sets(CODES, max_size=3)) if code and code not in set(Area)}
    return Marks(
        areas=tuple(area for area in Area if area in areas),
        none_of_three=not areas and draw(st.booleans()),
        codes=tuple(sorted(codes)),
        kind=draw(st.none() | st.sampled_from(Kind)),
        sharing=draw(st.none() | st.sampled_from(Sharing)),
        captured=draw(st.none() | st.sampled_from(Captured)),
    )


@given(TEXTS, st.sampled_from([None, "P1", "P9", "Table 3", "abc123"]), marks())
@example("", None, Marks(sharing=Sharing.OFF))
@example("say #x", None, Marks(areas=(Area.SYSTEM,)))
@example("\\", None, Marks(areas=(Area.SYSTEM,)))
@example("x \\#x", None, Marks(codes=("y",)))
@example("\\\\P3: so", None, Marks())
def test_what_is_written_is_read_back_as_the_same(
    text: str, by: str | None, given_marks: Marks
) -> None:
    line = QuickLine(words=sanitise(text), by=by, marks=given_marks)
    assert parse(write(line, KNOWN), KNOWN) == line


@given(TEXTS)
def test_reading_writing_and_reading_again_changes_nothing(text: str) -> None:
    line = parse(text, KNOWN)
    assert parse(write(line, KNOWN), KNOWN) == line


def test_a_whole_line_is_understood() -> None:
    line = parse(
        "p1: We write the rota on Friday. /r /S #peer-support !works %paraphrase ~para", KNOWN
    )
    assert line == QuickLine(
        words="We write the rota on Friday.",
        by="P1",
        marks=Marks(
            areas=(Area.ROLES, Area.SYSTEM),
            codes=("self-directed/peer-support",),
            kind=Kind.WORKS,
            sharing=Sharing.PARAPHRASE,
            captured=Captured.PARAPHRASE,
        ),
    )


@pytest.mark.parametrize(
    "words",
    [
        "Note: bring the papers",
        "We were number 1 and/or nobody",
        "He said /a and then left",
        "It costs 50%",
        "!important",
        "/x",
        "Is it #!",
        "see http://example.org/a",
        "P1 said so",
        "half past 3: we left",
    ],
)
def test_ordinary_speech_stays_words(words: str) -> None:
    assert parse(words) == QuickLine(words=words)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            "all kinds of positive things happen. \\#slowthecars",
            "all kinds of positive things happen. #slowthecars",
        ),
        ("say \\#one #two", "say #one #two"),
        ("\\P3: is what it said", "P3: is what it said"),
        ("a back\\slash and a \\ alone", "a back\\slash and a \\ alone"),
        ("\\n is not a new line", "\\n is not a new line"),
    ],
)
def test_a_backslash_keeps_marks_and_handles_as_words(line: str, words: str) -> None:
    assert parse(line) == QuickLine(words=words)


def test_words_that_look_like_marks_can_have_marks() -> None:
    assert parse("the road called #a \\ /s") == QuickLine(
        words="the road called #a", marks=Marks(areas=(Area.SYSTEM,))
    )


def test_a_handle_is_shown_as_first_typed_and_compared_without_case() -> None:
    assert parse("TABLE 3: we agree", KNOWN).by == "Table 3"
    assert parse("t12:we agree", KNOWN) == QuickLine(words="we agree", by="t12")


def test_raw_words_are_never_read() -> None:
    assert quickline.raw("P3: hello /a") == QuickLine(words="P3: hello /a")


def test_the_name_of_an_area_as_a_code_is_the_area() -> None:
    assert parse("so #attitudes").marks == Marks(areas=(Area.ATTITUDES,))
