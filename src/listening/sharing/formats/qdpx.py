"""REFI-QDA project (`.qdpx`): words with their codes, for programs for qualitative analysis.

Each session is one plain text; each contribution that carries an area or a code is one selection in
it, with a coding for each of them. What is not yet tagged stands in the text like everything else.
The same rows and the same time always give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import Element, SubElement
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from listening.model.records import Session
from listening.model.text import fold
from listening.sharing.disclosed import Disclosed, Shown
from listening.sharing.formats.options import Options, Written
from listening.sharing.formats.refi import ORIGIN, add_codes, code_guid, document, guid, legal
from listening.sharing.formats.source_text import Span, source_text

_NAMESPACE = "urn:QDA-XML:project:1.0"
_USER = guid("user", "listening")
_NOT_IN_NAMES = re.compile(r'[/\\:?*"<>|.\x00-\x1f]+')
"""What some reader takes for a part of a path, or some system cannot have in a file's name."""
_LONGEST_NAME = 150
"""How many bytes of a name are kept: every system takes so many in a file's name."""


@dataclass(frozen=True, slots=True)
class _Source:
    """One session, ready to be written."""

    session: Session
    name: str
    guid: str
    text: str
    spans: tuple[Span, ...]


def render(sessions: Sequence[Disclosed], options: Options) -> Written:
    """Return a project: its XML, and the text of each session."""
    sources = tuple(_sources(sessions, options))
    project = _project(sessions, sources, options)
    texts = ((f"sources/{each.guid}.txt", legal(each.text).encode()) for each in sources)
    return Written(_zipped((("project.qde", document(project)), *texts)))


def _sources(sessions: Sequence[Disclosed], options: Options) -> Iterator[_Source]:
    taken: set[str] = set()
    for done, disclosed in enumerate(sessions, 1):
        session = disclosed.session
        text, spans = source_text(disclosed)
        name = _name(session, taken)
        taken.add(fold(name))
        yield _Source(session, name, guid("source", session.id), text, spans)
        options.step(done, len(sessions))


def _name(session: Session, taken: set[str]) -> str:
    """Return what a session is called: its title and date, and its id where that is not enough."""
    given = " ".join(filter(None, (session.title, session.date)))
    name = _short(" ".join(_NOT_IN_NAMES.sub(" ", legal(given)).split())) or session.id
    return f"{name} {session.id}" if fold(name) in taken else name


def _short(name: str) -> str:
    return name.encode()[:_LONGEST_NAME].decode(errors="ignore").strip()


def _project(
    sessions: Sequence[Disclosed], sources: Sequence[_Source], options: Options
) -> Element:
    """Return the project's XML."""
    when = options.generated.isoformat(timespec="seconds")
    titles = "; ".join(disclosed.session.title for disclosed in sessions)
    project = Element(
        "Project",
        {
            "xmlns": _NAMESPACE,
            "name": legal(titles) or "listening",
            "origin": ORIGIN,
            "creatingUserGUID": _USER,
            "creationDateTime": when,
        },
    )
    SubElement(SubElement(project, "Users"), "User", {"guid": _USER, "name": "listening"})
    add_codes(SubElement(project, "CodeBook"), sessions)
    if sources:
        _add_sources(SubElement(project, "Sources"), sources, when)
    return project


def _add_sources(parent: Element, sources: Iterable[_Source], when: str) -> None:
    made = {"creatingUser": _USER, "creationDateTime": when}
    for each in sources:
        facts = {
            "guid": each.guid,
            "name": each.name,
            "plainTextPath": f"internal://{each.guid}.txt",
        }
        source = SubElement(parent, "TextSource", facts | made)
        for span in each.spans:
            _add_selection(source, each.session.id, span, made)


def _add_selection(source: Element, session: str, span: Span, made: dict[str, str]) -> None:
    """Put a contribution that carries a code; a selection without one has no place in the format."""
    codes = (*span.said.areas, *span.said.codes)
    if not codes:
        return
    facts = {
        "guid": guid("selection", session, span.said.id),
        # One reader finds the place by this name, the others by the positions.
        "name": f"line:{span.line}",
        "startPosition": str(span.start),
        "endPosition": str(span.end),
    }
    selection = SubElement(source, "PlainTextSelection", facts | made)
    SubElement(selection, "Description").text = legal(_about(span.said))
    for code in codes:
        own = guid("coding", session, span.said.id, code)
        coding = SubElement(selection, "Coding", {"guid": own} | made)
        SubElement(coding, "CodeRef", {"targetGUID": code_guid(code)})


def _about(said: Shown) -> str:
    """Return what helps to find a contribution again: its id, and what sort it is."""
    return f"{said.id}: {said.kind.label}" if said.kind else said.id


def _zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return files in one archive that says nothing of when and where it was made."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in files:
            about = ZipInfo(name)
            about.compress_type = ZIP_DEFLATED
            about.external_attr = 0o644 << 16
            # Which system made it must not change the bytes.
            about.create_system = 3
            archive.writestr(about, content)
    return out.getvalue()
