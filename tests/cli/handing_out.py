"""A synthetic meeting split among note-takers, each with a copy of one set-up."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run

SAID = (
    "P1: Nobody tells us who is coming on which day.",
    "P2: We write the rota on Friday and change it on Sunday.",
    "P3: My sister did the washing for nine years and nobody asked her.",
    "P1: I want to choose who comes into my kitchen.",
    "T1: Our table wants one number to ring, with a person at the end of it.",
    "P4: The bus to the day centre stops at four o'clock sharp.",
    "P2: I know how that sounds to you, and it is true.",
    "P5: The budget letter came with nineteen pages.",
    "P3: Peer support is what kept me going last winter.",
    "P4: Ask us before you decide about us, not afterwards.",
    "P5: Two councillors came, and one of them listened.",
    "T1: Say sorry when it goes wrong, then mend it.",
)
"""What was said, in its order."""
NOTE_TAKERS = ("Ines", "Tom", "Sam")
"""Who took notes."""


def handed_out(run: Run, folder: Path) -> list[Path]:
    """Split the meeting among three people who overlap, edit and tag apart; return their files."""
    run("new", "setup.sqlite", "--title", "Committee", "--prompt", "What gets in the way?",
        "--lens", "self-directed", "--room-rule", "named")  # fmt: skip
    shared = run("add", "setup", *SAID[:2]).ids
    files = []
    for place, name in enumerate(NOTE_TAKERS):
        files.append(folder / f"{name.lower()}.sqlite")
        assert run("copy", "setup", files[-1]).status == 0
        _take_notes(run, files[-1], name, place, shared)
    return files


def _take_notes(run: Run, file: Path, name: str, place: int, shared: list[str]) -> None:
    """Take down one's own part, what one heard of the others' parts, and work on what was shared."""
    own = SAID[2 + place * 3 : 2 + place * 3 + 4]
    ids = run("add", file, "--as", name, "--prompt", "1", *(f"{line} #{name}" for line in own)).ids
    run("tag", file, *ids[:2], shared[0], "--add", "ars"[place], "--as", name)
    run("edit", file, shared[1], "--text", f"We write the rota on Friday, as {name} heard it.",
        "--as", name)  # fmt: skip
    run("edit", file, shared[0], "--kind", ("barrier", "barrier", "idea")[place], "--as", name)
    run("remove", file, ids[2], "--as", name)
    run("participant", file, "P1", "--perspective", ("carer", "carer", "nhs")[place], "--as", name)
