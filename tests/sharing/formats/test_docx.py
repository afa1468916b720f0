"""A Word file holds every word, in styles that readers know, and nothing of the machine."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.document import Document as Word
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from listening.sharing.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Quote,
    Table,
    Value,
    Values,
)
from listening.sharing.formats import Options, named, render_document

NOW = datetime(2026, 3, 25, 9, 0, tzinfo=UTC)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

hostile = st.one_of(
    st.text(max_size=60),
    st.text(
        st.sampled_from("<>&\"'\n\t\r\x00\x0b\x1b\x85\u2028\ufffe\ud800]]>שלום مرحبا 😀"),
        max_size=30,
    ),
    st.sampled_from(
        [
            "<w:p>",
            "]]>",
            "&amp;",
            "&#0;",
            "<!-- -->",
            "a\n\n\nb",
            " \t ",
            "\ufeff",
            "=1+1",
            "\u202egnp",
        ]
    ),
)


def written(
    *blocks: Block, title: str = "Brixton", plain: bool = False, at: datetime = NOW
) -> bytes:
    document = Document(title, (("session", "k7q2m9xd4a"),), blocks)
    options = Options(generated=at, plain=plain)
    return render_document(named("docx"), document, options).content


def opened(*blocks: Block, **more: Any) -> Word:
    return docx.Document(BytesIO(written(*blocks, **more)))


def as_kept(text: str) -> str:
    """Return a text as XML can hold it."""
    return CONTROL.sub("\ufffd", text)


def styles_of(word: Word) -> list[str]:
    return [paragraph.style.name for paragraph in word.paragraphs if paragraph.style]


@settings(max_examples=60)
@given(texts=st.lists(hostile, min_size=7, max_size=7))
def test_every_word_is_read_back_letter_by_letter(texts: list[str]) -> None:
    title, heading, said, label, value, caption, cell = texts
    word = opened(
        Heading(2, heading),
        Quote(said),
        Values((Value(label, value),)),
        Table(caption, ("Of what", cell), ((cell, "3"),)),
        title=title,
    )
    read = [paragraph.text for paragraph in word.paragraphs]
    expected = [title, heading, said, f"{label}: {value}", caption]
    assert read == [as_kept(each) for each in expected]
    (table,) = word.tables
    assert [table.cell(0, 1).text, table.cell(1, 0).text] == [as_kept(cell)] * 2


def test_headings_quotes_lists_and_captions_are_styles_of_their_own() -> None:
    word = opened(
        Heading(2, "What was heard"),
        Heading(3, "Roles"),
        Heading(4, "1. What gets in the way?"),
        Paragraph("Every figure is at least."),
        Quote("Then send us the fiction!"),
        Values((Value("From", "the room"),)),
        Table("By area", ("Area", "At least"), (("Roles", "3"),)),
    )
    headings = ["Heading 1", "Heading 2", "Heading 3", "Heading 4"]
    assert styles_of(word) == [*headings, "Normal", "Quote", "List Bullet", "Caption"]
    assert word.tables[0].style is not None
    assert word.tables[0].style.name == "Table Grid"


def test_the_header_of_a_table_stands_again_on_each_page() -> None:
    word = opened(Table("By area", ("Area", "At least"), (("Roles", "3"), ("System", "5"))))
    repeated = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in word.tables[0].rows]
    assert repeated == [True, False, False]


def bars(word: Word) -> Iterator[int]:
    """Yield how far the end of each bar is from the end of its cell."""
    for indent in word.element.body.iter(qn("w:ind")):
        yield int(indent.get(qn("w:right")))


def test_a_bar_stands_under_its_number_and_the_largest_fills_the_cell() -> None:
    rows = (("Roles", "1,000"), ("System", "500"), ("Attitudes", "0"), ("Other", "not given"))
    word = opened(Table("By area", ("Area", "At least"), rows))
    lengths = list(bars(word))
    assert len(lengths) == 2
    assert lengths[0] == 0
    assert lengths[1] > 0
    assert [cell.text.strip() for cell in word.tables[0].columns[1].cells][1:] == [
        row[1] for row in rows
    ]


def test_a_table_of_words_has_no_bars() -> None:
    assert not list(bars(opened(Table("Who", ("Party", "Since"), (("Us", "3"),), figures=False))))


def test_language_title_and_session_are_told_and_nobody_is_named() -> None:
    about = opened(title="Brixton & Norwood").core_properties
    assert (about.title, about.language, about.identifier) == (
        "Brixton & Norwood",
        "en-GB",
        "k7q2m9xd4a",
    )
    assert (about.author, about.last_modified_by) == ("", "")
    assert about.created == NOW


def test_the_words_of_a_document_are_in_british_english() -> None:
    language = opened().styles.element.find(f".//{qn('w:lang')}")
    assert language is not None
    assert language.get(qn("w:val")) == "en-GB"


@pytest.mark.parametrize(("plain", "points"), [(False, 11), (True, 16)])
def test_plain_words_are_in_large_print(plain: bool, points: int) -> None:
    word = opened(plain=plain)
    size = word.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:sz')}")
    assert size is not None
    assert int(size.get(qn("w:val"))) == 2 * points
    headings = [word.styles[f"Heading {level}"].font.size.pt for level in range(1, 5)]
    assert headings == sorted(headings, reverse=True)
    assert headings[-1] > points


def test_the_same_document_gives_the_same_bytes_on_every_machine() -> None:
    there = NOW.astimezone(timezone(timedelta(hours=9)))
    assert written(Quote("So it is.")) == written(Quote("So it is."), at=there)
    with zipfile.ZipFile(BytesIO(written())) as parts:
        assert {each.date_time for each in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    ("said", "rtl"),
    [
        ("So it is.", False),
        ("שלום", True),
        ("“مرحبا” he said", True),
        ("12 שלום", True),
        ("…", False),
    ],
)
def test_a_quote_begins_on_the_side_of_its_script(said: str, rtl: bool) -> None:
    quote = opened(Quote(said)).paragraphs[1]._p
    assert (quote.find(f".//{qn('w:bidi')}") is not None) is rtl


def test_long_work_tells_how_far_it_is_and_can_be_stopped() -> None:
    class Stopped(Exception):
        """Somebody changed their mind."""

    def stop(done: int, of: int) -> None:
        raise Stopped(done, of)

    document = Document("Brixton", (), (Paragraph("One."),))
    with pytest.raises(Stopped):
        render_document(named("docx"), document, Options(generated=NOW, step=stop))
