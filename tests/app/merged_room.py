"""Files of two note-takers of one session, and what comes of merging them."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from listening.model.quickline import parse
from listening.store.merge import merge
from listening.store.session_file import SessionFile
from tests.app import capture_room

FIRST = "P3: Mum's carers change every week and nobody tells us who is coming."
RING = "P3: The one year it worked we had a person to ring."
RANG = "P3: That one year it worked, we had a person to ring!"


def two_note_takers(
    folder: Path, *, sams: str = "Buses stop at six.", kims: str = "Buses stop at 6."
) -> tuple[Path, Path]:
    """Make Sam's file and Kim's copy: one contribution edited by both, one sentence taken down twice."""
    sam, kim = folder / "sam.sqlite", folder / "kim.sqlite"
    capture_room.make(sam)
    with capture_room.open_file(sam) as file:
        capture_room.fill(file, FIRST, "Buses stop.", "P7: We write the rota on Friday. /r")
        file.copy(kim)
    _write(kim, "Kim", 2000, kims, RANG)
    _write(sam, "Sam", 3000, sams, RING)
    return sam, kim


def merged(folder: Path, name: str = "both", **words: str) -> Path:
    """Make a file of both note-takers' notes, and no others."""
    sam, kim = two_note_takers(folder, **words)
    out = folder / f"{name}.sqlite"
    merge(out, [sam, kim], now=capture_room.milliseconds)
    sam.unlink()
    kim.unlink()
    return out


def none_against_area(folder: Path) -> Path:
    """Make a file in which Sam says of one thing that none of the areas fits, and Kim, apart, gave two."""
    sam, kim, out = (folder / f"{name}.sqlite" for name in ("sam", "kim", "both"))
    capture_room.make(sam)
    with capture_room.open_file(sam) as file:
        capture_room.fill(file, FIRST)
        file.copy(kim)
    with capture_room.open_file(sam, 3000, "Sam") as file:
        file.tag([file.contributions()[0].id], none=True)
    with capture_room.open_file(kim, 2000, "Kim") as file:
        file.tag([file.contributions()[0].id], add=["r", "s"])
    merge(out, [sam, kim], now=capture_room.milliseconds)
    sam.unlink()
    kim.unlink()
    return out


def session(folder: Path, name: str, *lines: str, author: str = "Sam", **facts: str) -> Path:
    """Make a session file with these lines in it."""
    path = folder / f"{name}.sqlite"
    start = 1000 * sum(map(ord, name))
    names = count(start)
    with SessionFile.create(
        path,
        {"title": name, **facts},
        author=author,
        now=lambda: capture_room.milliseconds() + start,
        tokens=lambda length: f"{next(names):x}".rjust(length, "0"),
    ) as file:
        own = file.session().id
        for line in lines:
            file.capture(parse(line, file.known(own)), session=own)
    return path


def archive(folder: Path) -> Path:
    """Make a file of three sessions, and no others."""
    sources = [
        session(folder, "Norwood", "Trains. /s", "Stairs.", date="2026-03-19", place="Norwood"),
        session(folder, "Leeds", "P1: Nobody asked. /a", date="2026-03-20", place="Leeds"),
        session(folder, "Empty", date="2026-03-18"),
    ]
    out = folder / "county.sqlite"
    merge(out, sources, now=capture_room.milliseconds)
    for source in sources:
        source.unlink()
    return out


def _write(path: Path, author: str, start: int, words: str, line: str) -> None:
    with capture_room.open_file(path, start, author) as file:
        file.edit(file.contributions()[1].id, words=words)
        capture_room.fill(file, line)
