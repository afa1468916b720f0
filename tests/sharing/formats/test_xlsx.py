"""The workbook, read back by another program's reader."""

from __future__ import annotations

import sys
from io import BytesIO

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from listening.model.vocabulary import Audience
from listening.sharing import formats
from listening.sharing.disclosed import Disclosed
from listening.sharing.disclosure import disclose_records
from listening.sharing.formats.xlsx import LONGEST_CELL, TooManyRows
from tests.sharing.building import a_session, said
from tests.sharing.formats.afternoon import HOSTILE, OPTIONS, afternoon

XLSX = formats.named("xlsx")


def workbook(*sessions: Disclosed) -> Workbook:
    content = formats.export(XLSX, sessions, OPTIONS).content
    return openpyxl.load_workbook(BytesIO(content), rich_text=False)


def column(book: Workbook, sheet: str, title: str) -> list[object]:
    """Return what stands under a title, top to bottom."""
    header, *rows = book[sheet].iter_rows(values_only=True)
    place = header.index(title)
    return [row[place] for row in rows]


def test_the_sheets_hold_contributions_sessions_counts_commitments_and_what_columns_are() -> None:
    book = workbook(afternoon())
    assert book.sheetnames == ["Contributions", "Sessions", "Counts", "Commitments", "Columns"]
    assert column(book, "Sessions", "Title") == ["Brixton Library"]
    assert column(book, "Commitments", "What") == ["=2+2"]
    assert column(book, "Columns", "Name in CSV")[:2] == ["session", "session_title"]


@pytest.mark.parametrize("audience", Audience)
def test_no_cell_is_a_formula_or_a_link(audience: Audience) -> None:
    for sheet in workbook(afternoon(audience, title="=1+1")):
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type in ("s", "n"), (sheet.title, cell.coordinate)
            assert cell.hyperlink is None
            assert cell.data_type == "s" or cell.value is None or isinstance(cell.value, int)


def test_all_words_come_back_letter_by_letter() -> None:
    words = column(workbook(afternoon(Audience.PUBLIC)), "Contributions", "Words")
    assert words[: len(HOSTILE)] == list(HOSTILE)


def test_what_excel_would_calculate_after_an_edit_is_marked_as_text() -> None:
    sheet = workbook(afternoon())["Contributions"]
    marked = {cell.value for row in sheet.iter_rows(min_row=2) for cell in row if cell.quotePrefix}
    assert {"=1+1", "+1", "@SUM(1)", "'quoted'"} <= marked
    assert "http://example.org" not in marked


def test_a_withheld_row_is_not_there() -> None:
    ids = column(workbook(afternoon(Audience.PUBLIC)), "Contributions", "Contribution")
    assert not {"counted", "unwritten", "off", "back"} & set(ids)


@pytest.mark.parametrize("character", ["a", "é", "😀"])
def test_words_longer_than_a_cell_go_on_beside_it_and_none_is_lost(character: str) -> None:
    words = character * (2 * LONGEST_CELL + 7)
    rows = [said("c1", words), said("c2", "Short.")]
    book = workbook(disclose_records(a_session(), [], [], rows, Audience.PUBLIC))
    titles = [cell.value for cell in book["Contributions"][1]]
    parts = [title for title in titles if str(title).startswith("Words")]
    assert parts[:2] == ["Words", "Words, continued (2)"]
    pieces = [column(book, "Contributions", str(title))[0] for title in parts]
    assert "".join(str(piece) for piece in pieces if piece) == words
    assert all(len(str(piece).encode("utf-16-le")) <= 2 * LONGEST_CELL for piece in pieces)


def test_more_rows_than_a_sheet_has_are_refused_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("listening.sharing.formats.xlsx.MOST_ROWS", 5)
    with pytest.raises(TooManyRows, match="export CSV"):
        workbook(afternoon())


def test_figures_are_numbers_and_those_that_pick_somebody_out_are_not_told() -> None:
    book = workbook(afternoon(Audience.PUBLIC))
    figures = dict(
        zip(column(book, "Counts", "Term"), column(book, "Counts", "At least"), strict=True)
    )
    assert figures["contributions"] == len(HOSTILE) + 6
    assert figures["not shown: were taken back"] == 1


def test_the_same_rows_at_the_same_time_give_the_same_bytes() -> None:
    once = formats.export(XLSX, [afternoon()], OPTIONS)
    again = formats.export(XLSX, [afternoon()], OPTIONS._replace())
    assert once.content == again.content


def test_without_its_library_a_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "listening.sharing.formats.xlsx", raising=False)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(formats.MissingExtra, match=r"listening\[xlsx\]"):
        workbook(afternoon())
