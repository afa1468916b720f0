"""A PDF holds every word, tagged for screen readers, or says which letter it cannot show."""

from __future__ import annotations

import builtins
import sys
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from listening.model.text import sanitise
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
from listening.sharing.formats import MissingExtra, Options, named, render_document
from listening.sharing.formats.pdf import NoGlyph

NOW = datetime(2026, 3, 25, 9, 0, tzinfo=UTC)

letters = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0x17E, exclude_categories=["Cc", "Cf"])
    | st.sampled_from("#*_$`<>@\\[]{}=/~'\"“”‘’–—…ωЖ\n"),
    max_size=60,
).map(sanitise)


def written(*blocks: Block, title: str = "Brixton", plain: bool = False) -> bytes:
    document = Document(title, (), blocks)
    return render_document(named("pdf"), document, Options(generated=NOW, plain=plain)).content


def read(content: bytes) -> str:
    """Return the words of all pages, without the blanks that lines and pages put between them."""
    words = "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return "".join(words.split())


def close(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=30, deadline=None)
@given(texts=st.lists(letters, min_size=6, max_size=6))
def test_every_word_is_read_back_and_none_is_taken_for_markup(texts: list[str]) -> None:
    title, heading, said, value, caption, cell = texts
    content = written(
        Heading(2, heading),
        Quote(said),
        Values((Value("From", value),)),
        Table(caption, ("Of what", cell), ((cell, "3"),)),
        title=title or "Brixton",
    )
    words = read(content)
    for text in texts:
        assert close(text) in words


@pytest.mark.parametrize(
    "said", ["مرحبا بالعالم", "नमस्ते दुनिया", "வணக்கம்", "Żółć, Ñandú, Ελλάδα, Привет"]
)
def test_the_letters_that_come_with_the_extra_are_shown(said: str) -> None:
    assert written(Quote(said)).startswith(b"%PDF")


def test_a_letter_that_no_font_has_is_named_in_a_sentence() -> None:
    with pytest.raises(NoGlyph, match=r"PDF cannot show .*U\+10FFFD.* write Word or HTML"):
        written(Quote("Here: \U0010fffd"))


def test_what_no_file_can_hold_stands_as_a_replacement() -> None:
    assert "so\ufffdit\ufffdis" in read(written(Quote("so\x00it\ud800is")))


def test_it_is_tagged_titled_and_in_british_english() -> None:
    reader = PdfReader(BytesIO(written(Heading(2, "Roles"), title="Brixton & Norwood")))
    root: Any = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en-GB", True)
    assert reader.metadata is not None
    assert reader.metadata.title == "Brixton & Norwood"
    assert reader.xmp_metadata is not None
    assert b"pdfuaid:part" in reader.xmp_metadata.stream.get_data()


def test_headings_that_skip_a_level_are_brought_in_order() -> None:
    assert "Deep" in read(written(Heading(4, "Deep"), Heading(3, "Less"), Heading(2, "Top")))


def test_a_table_runs_over_pages_with_its_header() -> None:
    rows = tuple((f"Theme {n}", str(n)) for n in range(120))
    reader = PdfReader(BytesIO(written(Table("By theme", ("Theme", "At least"), rows))))
    assert len(reader.pages) > 2
    assert all("At least" in page.extract_text() for page in reader.pages)


def test_plain_words_are_in_large_print() -> None:
    quotes = [Quote("So it is, and so it was. " * 20)] * 20
    pages = [
        len(PdfReader(BytesIO(written(*quotes, plain=plain))).pages) for plain in (False, True)
    ]
    assert pages[0] < pages[1]


def test_the_same_document_gives_the_same_bytes() -> None:
    blocks = (Paragraph("One."), Quote("So it is."))
    assert written(*blocks) == written(*blocks)


def test_without_its_library_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [each for each in sys.modules if each.startswith("listening.sharing.formats.pdf")]:
        monkeypatch.delitem(sys.modules, name)
    imported = builtins.__import__

    def without_typst(name: str, *args: Any, **more: Any) -> Any:
        if name == "typst":
            raise ModuleNotFoundError("No module named 'typst'", name="typst")
        return imported(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", without_typst)
    with pytest.raises(MissingExtra, match=r"listening\[pdf\]"):
        written(Paragraph("One."))
