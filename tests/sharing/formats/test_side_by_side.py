"""Words beside words, in every format of documents."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise

import docx
from markdown_it import MarkdownIt
from pypdf import PdfReader

from listening.sharing.document import (
    Cell,
    Document,
    Heading,
    Item,
    Line,
    Paragraph,
    Place,
    SideBySide,
)
from listening.sharing.formats import FORMATS, Options, render_document
from tests.sharing.formats.browser import browse

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)

HARD = "<b>a</b> | b\\ “c” *d*\n\n# e"
"""Words that a careless table would obey."""

SAID = Cell(
    "12",
    (Item(HARD, beside="a carer; rota1", anchor="rota1"), Item("Less.", before="In other words:")),
    behind=(Place("rota1", "a b"),),
    rest=Place("more", "10 more: see “rota” below"),
)
PROMISED = Cell(items=(Item("Nobody yet.", quoted=False),))
WHAT = SideBySide(
    "Roles: side by side",
    ("What people met", "Who has promised what"),
    (Line("rota", (SAID, PROMISED), "theme-1"), Line("pay", (PROMISED, PROMISED))),
    "Theme",
)
DOCUMENT = Document(
    "T", (), (Heading(2, "Roles"), WHAT, Heading(3, "rota", "more"), Paragraph("x."))
)


def written(key: str, document: Document = DOCUMENT) -> bytes:
    return render_document(FORMATS[key], document, Options(generated=NOW)).content


def test_a_page_names_each_column_above_the_table_and_in_each_cell() -> None:
    page = browse(written("html").decode())
    (table,) = page.all("table")
    assert [each.attributes["scope"] for each in table.one("thead").all("th")] == ["col", "col"]
    assert [each.text for each in table.one("thead").all("th")] == list(WHAT.header)
    lines = [each for each in table.all("th") if each.attributes["scope"] == "rowgroup"]
    assert [each.text for each in lines] == ["rota", "pay"]
    assert {each.attributes["colspan"] for each in lines} == {"2"}
    names = [each for each in table.all("span") if each.attributes.get("class") == "column"]
    assert [each.text for each in names] == [*WHAT.header, *WHAT.header]


def test_a_figure_of_a_cell_is_a_link_to_what_is_behind_it() -> None:
    page = browse(written("html").decode())
    by_id = {each.id: each for each in page if each.id}
    figure, rest = (each.attributes["href"] or "" for each in page.one("table").all("a"))
    assert by_id[figure[1:]].text == "rota, What people met: 12"
    assert by_id[rest[1:]].text == "rota"
    assert by_id["at-rota1"].tag == "blockquote"
    assert by_id["at-theme-1"].text == "rota"


def test_a_page_of_words_beside_words_is_wide() -> None:
    assert browse(written("html").decode()).one("html").attributes["class"] == "wide"
    narrow = written("html", Document("T", (), (Paragraph("x."),))).decode()
    assert "class" not in browse(narrow).one("html").attributes


def test_in_markdown_each_thing_that_was_said_has_a_cell() -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(written("markdown").decode())
    cells = [
        "".join(child.content for child in each.children or ())
        for before, each in pairwise(tokens)
        if before.type in ("th_open", "td_open")
    ]
    rows = [cells[start : start + 3] for start in range(0, len(cells), 3)]
    assert rows == [
        ["Theme", *WHAT.header],
        ["rota", "at least 12", "Nobody yet."],
        ["rota", f"“{HARD}” (a carer; rota1)", ""],
        ["rota", "In other words: “Less.”", ""],
        ["rota", "10 more: see “rota” below", ""],
        ["pay", "Nobody yet.", "Nobody yet."],
    ]


def test_a_word_file_of_words_beside_words_lies_on_its_longer_side() -> None:
    word = docx.Document(BytesIO(written("docx")))
    (section,) = word.sections
    assert section.page_width > section.page_height
    (table,) = word.tables
    assert [each.text for each in table.rows[0].cells] == list(WHAT.header)
    assert {each.text for each in table.rows[1].cells} == {"rota"}
    assert table.rows[2].cells[0].text == "\n".join(
        (
            "at least 12",
            f"“{HARD}” (a carer; rota1)",
            "In other words: “Less.”",
            "10 more: see “rota” below",
        )
    )
    assert table.rows[2].cells[1].text == "Nobody yet."


def test_a_pdf_of_words_beside_words_lies_on_its_longer_side() -> None:
    (page,) = PdfReader(BytesIO(written("pdf"))).pages
    assert page.mediabox.width > page.mediabox.height
    text = " ".join(page.extract_text().split())
    assert "at least 12" in text
    assert "Nobody yet." in text
