"""The one table of formats: what is asked for by name, and a library that is not there."""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from listening.model.errors import UnknownTerm
from listening.model.vocabulary import Audience
from listening.sharing import formats
from listening.sharing.disclosure import disclose_records
from listening.sharing.document import Document
from listening.sharing.formats import FORMATS, Format, MissingExtra, Options, Written
from tests.sharing.building import a_session

OPTIONS = Options(generated=datetime(2026, 3, 25, 9, 0, tzinfo=UTC))


def test_a_format_is_named_in_whatever_case() -> None:
    assert formats.named(" HTML ") is FORMATS["html"]
    with pytest.raises(UnknownTerm, match="markdown, html"):
        formats.named("pages")


def test_each_format_has_a_name_and_an_ending_of_its_own() -> None:
    assert len({each.suffix for each in FORMATS.values()}) == len(FORMATS)
    assert all(key == each.key for key, each in FORMATS.items())


def test_the_readme_says_what_each_format_is_for() -> None:
    readme = Path(__file__).parents[3].joinpath("README.md").read_text(encoding="utf-8")
    rows = readme.partition("| `--to` |")[2].partition("\n\n")[0]
    assert re.findall(r"`([a-z]+)`(?= (?:\||·))", rows) == list(FORMATS)


def test_a_document_is_not_written_as_rows_and_sessions_not_as_one_document() -> None:
    with pytest.raises(ValueError, match="rows"):
        formats.render_document(FORMATS["csv"], Document("T", (), ()), OPTIONS)
    shown = disclose_records(a_session(), [], [], [], Audience.PUBLIC)
    for sessions in ([], [shown, shown]):
        with pytest.raises(ValueError, match="values to unpack"):
            formats.export(FORMATS["html"], sessions, OPTIONS)


def test_a_library_that_is_not_installed_is_told_with_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    odd = Format("odd", "Odd", ".odd", "odd", extra="odd")

    def render(_: Document, __: Options) -> Written:
        return Written(import_module("a_library_that_is_nowhere").content)

    module = ModuleType("odd")
    vars(module)["render"] = render
    monkeypatch.setitem(sys.modules, f"{formats.__name__}.odd", module)
    with pytest.raises(MissingExtra, match=r"pip install 'listening\[odd\]'"):
        formats.render_document(odd, Document("T", (), ()), OPTIONS)
    with pytest.raises(ModuleNotFoundError):
        formats.render_document(odd._replace(extra=None), Document("T", (), ()), OPTIONS)
