"""`demo`: the program on an invented afternoon; on a screen, or told in plain text."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import TYPE_CHECKING

from listening.cli import files, parsers, streams, telling, who
from listening.cli.printing import say
from listening.cli.table import Command
from listening.model.sentences import counted
from listening.model.vocabulary import Audience

if TYPE_CHECKING:
    from listening.store.views import Tally

FILE = "marsh-lane-library.sqlite"
"""What the sample's session file is called."""


def _options(parser: parsers.Parser) -> None:
    parsers.add_sessions(parser)
    parsers.add_author(parser)


def _run(args: Namespace) -> int:
    return _on_screen(args) if streams.can_show_screens() else _in_plain_text()


def _on_screen(args: Namespace) -> int:
    # Imported here because only this way of the demo needs a screen.
    from listening.app.app import run
    from listening.sample.build import build

    with TemporaryDirectory(prefix="listening-demo-", ignore_cleanup_errors=True) as folder:
        path = build(Path(folder) / FILE)
        return run(path, sessions=files.sessions_folder(args), author=who.author(args), demo=True)


def _in_plain_text() -> int:
    # Imported here because help needs neither store nor export.
    from listening.sample.build import build
    from listening.sharing import formats, in_words, leaving
    from listening.sharing.formats import Options
    from listening.store.session_file import SessionFile

    path = build(Path(mkdtemp(prefix="listening-demo-")) / FILE)
    with SessionFile.open(path) as file:
        session = file.session()
        say("This is the main job, done on an invented afternoon. Nobody in it exists.")
        say(f"1. Made a session, “{session.title}”, {telling.long_date(session.date or '')}.")
        say(f"2. Asked {counted(len(file.prompts(session.id)), 'question')}.")
        say(_captured(file.tally(session.id), len(file.participants(session.id))))
        what = ([session.id], Audience.PUBLIC, formats.named("markdown"))
        target = leaving.place(file, *what, path.parent).path
        ready = leaving.prepare(file, *what, Options(generated=datetime.now().astimezone()))
        leaving.put(file, ready, target)
    say(f"4. Wrote it as Markdown: {in_words.what_leaves(ready.sessions)}")
    say(f"Session file: {path}")
    say(f"Markdown: {target}")
    return 0


def _captured(figures: Tally, people: int) -> str:
    areas = telling.listed([f"{area.label} {number}" for area, number in figures.areas.items()])
    return (
        f"3. Captured {counted(figures.heard, 'contribution')} under {counted(people, 'handle')} and "
        f"tagged them: {areas}; none of the three {figures.none_of_three}, "
        f"not yet tagged {figures.untagged}."
    )


COMMANDS: Mapping[str, Command] = {"demo": Command(_options, _run, "listening demo")}
"""The command of this module."""
