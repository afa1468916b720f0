"""REFI-QDA projects and codebooks: what they hold, and that other programs take them."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from subprocess import run
from typing import Any
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listening.model.lenses import load
from listening.model.vocabulary import Area, Audience
from listening.sharing import formats
from listening.sharing.disclosed import Disclosed
from listening.sharing.disclosure import disclose_records
from tests.benchmarks.measure import environment
from tests.sharing.building import a_session, person, prompts, said
from tests.sharing.formats.afternoon import HOSTILE, OPTIONS, afternoon

QDPX, QDC = formats.named("qdpx"), formats.named("qdc")
PROJECT, CODEBOOK = "{urn:QDA-XML:project:1.0}", "{urn:QDA-XML:codebook:1.0}"
SCHEMA_READER = Path(__file__).with_name("foreign_reader.py")


@dataclass(frozen=True)
class Project:
    """A project as any reader unpacks it."""

    root: Element
    texts: dict[str, str]
    """The text of each source by its GUID."""

    def all(self, tag: str) -> list[Element]:
        """Return every element of a kind."""
        return list(self.root.iter(PROJECT + tag))

    def coded(self) -> Iterator[tuple[str, set[str]]]:
        """Yield the text of each selection, and the names of its codes."""
        names = {code.attrib["guid"]: code.attrib["name"] for code in self.all("Code")}
        for source in self.all("TextSource"):
            text = self.texts[source.attrib["guid"]]
            for selection in source.iter(f"{PROJECT}PlainTextSelection"):
                refs = selection.iter(f"{PROJECT}CodeRef")
                yield _selected(text, selection), {names[ref.attrib["targetGUID"]] for ref in refs}


def _parsed(content: bytes) -> Element:
    return ET.fromstring(content)  # noqa: S314 (it was written a moment ago)


def _selected(text: str, selection: Element) -> str:
    words = text[int(selection.attrib["startPosition"]) : int(selection.attrib["endPosition"])]
    line = int(selection.attrib["name"].removeprefix("line:"))
    assert text.split("\n")[line] == words.split("\n")[0]
    return words


def project(*sessions: Disclosed) -> Project:
    content = formats.export(QDPX, sessions, OPTIONS).content
    with ZipFile(BytesIO(content)) as archive:
        root = _parsed(archive.read("project.qde"))
        paths = {
            each.attrib["guid"]: each.attrib["plainTextPath"].removeprefix("internal://")
            for each in root.iter(f"{PROJECT}TextSource")
        }
        names = {"project.qde", *(f"sources/{path}" for path in paths.values())}
        assert set(archive.namelist()) == names
        texts = {guid: archive.read(f"sources/{path}").decode() for guid, path in paths.items()}
    return Project(root, texts)


def session_of(*words: str, title: str = "Norwood", own_id: str = "n" * 10) -> Disclosed:
    rows = [said(f"c{n:03d}", text, attitudes=True) for n, text in enumerate(words)]
    return disclose_records(a_session(id=own_id, title=title), [], [], rows, Audience.PUBLIC)


@pytest.mark.parametrize("audience", Audience)
def test_every_coded_span_is_the_words_of_its_contribution(audience: Audience) -> None:
    session = afternoon(audience)
    wanted = {
        (each.words or each.paraphrase, frozenset((*each.areas, *each.codes)))
        for each in session.contributions
        if (each.words or each.paraphrase) and (each.areas or each.codes)
    }
    assert {(words, frozenset(codes)) for words, codes in project(session).coded()} == wanted


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1)))
def test_positions_are_code_points_whatever_was_said(texts: list[str]) -> None:
    there = project(session_of(*(f"{text}\n{text}" for text in texts)))
    spans = [words for words, _ in there.coded()]
    assert spans == [
        f"{text}\n{text}".translate({0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD}) for text in texts
    ]


def test_what_is_not_yet_tagged_stands_in_the_text_and_is_not_coded() -> None:
    there = project(afternoon(Audience.PUBLIC))
    (text,) = there.texts.values()
    untagged = [words for n, words in enumerate(HOSTILE) if n % 2]
    assert all(words in text for words in (*untagged, "Words of none."))
    assert not {words for words, _ in there.coded()} & set(untagged)


def test_no_reference_leads_nowhere_and_no_guid_stands_for_two_things() -> None:
    there = project(afternoon(), session_of("Other words."))
    guids = Counter(each.attrib["guid"] for each in there.root.iter() if "guid" in each.attrib)
    assert set(guids.values()) == {1}
    users = {each.attrib["guid"] for each in there.all("User")}
    codes = {each.attrib["guid"] for each in there.all("Code")}
    assert {ref.attrib["targetGUID"] for ref in there.all("CodeRef")} <= codes
    made_by = {
        each.attrib["creatingUser"] for each in there.root.iter() if "creatingUser" in each.attrib
    }
    assert made_by == users == {there.root.attrib["creatingUserGUID"]}


def test_every_selection_has_a_coding_and_every_coding_a_code() -> None:
    there = project(afternoon())
    assert all(
        each.find(f"{PROJECT}Coding") is not None for each in there.all("PlainTextSelection")
    )
    assert all(each.find(f"{PROJECT}CodeRef") is not None for each in there.all("Coding"))


def test_the_same_rows_at_the_same_time_give_the_same_bytes() -> None:
    once, again = (formats.export(QDPX, [afternoon()], OPTIONS._replace()) for _ in range(2))
    assert once.content == again.content


def test_sources_of_one_title_have_different_names_that_every_system_takes() -> None:
    hostile = 'What: "next"? A/B\\C. <é> *|' + "😀" * 80
    there = project(
        session_of("a", title=hostile, own_id="a" * 10),
        session_of("b", title=hostile.upper(), own_id="b" * 10),
        session_of("c", title="...", own_id="c" * 10),
    )
    names = [each.attrib["name"] for each in there.all("TextSource")]
    assert len({name.casefold() for name in names}) == 3
    assert not set("".join(names)) & set('/\\:?*"<>|.')
    assert all(0 < len(name.encode()) < 200 for name in names)


@pytest.mark.parametrize("audience", [Audience.ROOM, Audience.PUBLIC])
def test_nothing_tells_others_who_spoke_or_what_is_withheld(audience: Audience) -> None:
    people = [person("P1", "canary-perspective"), person("P2")]
    rows = [
        said("c1", "Shown.", people[0], roles=True, author="canary-author", at="canary-at"),
        said("c2", "canary-words", people[1], sharing="analysis", codes=("canary-code",)),
    ]
    rows[1] = replace(rows[1], sharing=afternoon().contributions[0].sharing.ANALYSIS)
    session = disclose_records(a_session(), prompts("One?"), people, rows, audience)
    content = b"".join(
        (
            ET.tostring(project(session).root),
            *(text.encode() for text in project(session).texts.values()),
            formats.export(QDC, [session], OPTIONS).content,
        )
    )
    assert b"Shown." in content
    assert b"canary" not in content
    assert b"P1" not in content


def test_a_guid_is_the_same_for_a_code_in_a_project_and_in_a_codebook() -> None:
    assert codes(project(afternoon()).root, PROJECT) == codes(codebook(afternoon()), CODEBOOK)


def codebook(*sessions: Disclosed) -> Element:
    return _parsed(formats.export(QDC, sessions, OPTIONS).content)


def codes(root: Element, namespace: str) -> dict[str, str]:
    return {each.attrib["name"]: each.attrib["guid"] for each in root.iter(f"{namespace}Code")}


def test_the_codebook_has_the_areas_the_lenses_in_use_and_the_codes_that_are_shown() -> None:
    there = set(codes(codebook(afternoon(Audience.PUBLIC)), CODEBOOK))
    lens = load("self-directed")
    assert there == {*Area, lens.key, *(code.key for code in lens.codes), "rota"}
    assert "hidden-code" in codes(codebook(afternoon(Audience.TEAM)), CODEBOOK)


def test_a_theme_with_the_name_of_an_area_or_a_lens_stands_in_the_codebook_once() -> None:
    rows = [said("c1", "Words.", codes=("self-directed", "care-act/dignity", "attitudes"))]
    session = disclose_records(a_session(lenses="self-directed"), [], [], rows, Audience.PUBLIC)
    names = Counter(each.attrib["name"] for each in codebook(session).iter(f"{CODEBOOK}Code"))
    assert set(names.values()) == {1}
    assert project(session).coded()


def test_a_lens_that_is_not_known_here_is_left_out() -> None:
    assert codes(codebook(afternoon(lenses="from-the-future")), CODEBOOK).keys() >= set(Area)


@pytest.mark.slow
def test_another_program_imports_the_project_and_codes_the_words_that_were_said(
    tmp_path: Path,
) -> None:
    """Its command is run in an environment of its own, since it needs other versions of ours."""
    sessions = (afternoon(), session_of("Other words 😀.", "Two\nlines.", title="Ward: St. Ann's?"))
    path = tmp_path / "afternoon.qdpx"
    path.write_bytes(formats.export(QDPX, sessions, OPTIONS).content)
    book = tmp_path / "afternoon.qdc"
    book.write_bytes(formats.export(QDC, sessions, OPTIONS).content)
    read = _foreign(path, book, tmp_path / "imported")
    expected = {
        (words.split("\n")[0], code)
        for words, names in project(*sessions).coded()
        for code in names
    }
    assert {tuple(each) for each in read["coded"]} == expected
    assert set(read["codes"]) == set(codes(codebook(*sessions), CODEBOOK))


def _foreign(path: Path, book: Path, folder: Path) -> Any:
    """Return what the other program made of a project and thinks of a codebook."""
    folder.mkdir()
    uv = [sys.executable, "-m", "uv", "run", "--quiet", "--isolated", "--no-project"]
    wanted = ["--with", "qualitative-coding==1.7.8", "--python", sys.executable]
    done = run(
        [*uv, *wanted, "python", str(SCHEMA_READER), str(path), str(book)],
        cwd=folder,
        env=environment(PYTHONUTF8="1", PYTHONBREAKPOINT="0"),
        capture_output=True,
        check=False,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)
