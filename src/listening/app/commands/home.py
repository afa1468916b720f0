"""What can be done on the home screen."""

from __future__ import annotations

from listening.app.commands.command import Command, Place

_HOME = frozenset({Place.HOME})

AT_HOME = (
    Command(
        id="home.open",
        title="Open the session",
        help="Open the chosen session and go on writing in it.",
        action="open",
        where=_HOME,
        keys=("enter",),
        word="open",
        rank=90,
    ),
    Command(
        id="home.new",
        title="New session",
        help="Set a new session up; only its title is needed.",
        action="new",
        where=_HOME,
        keys=("n",),
        word="new",
        rank=80,
    ),
    Command(
        id="home.demo",
        title="Try the sample session",
        help="Open a throw-away copy of an invented afternoon, to try everything out.",
        action="demo",
        where=_HOME,
        keys=("d",),
        word="demo",
        rank=50,
    ),
    Command(
        id="home.merge",
        title="Merge session files",
        help="Choose files of this folder and merge them into one; none of them is changed.",
        action="merge",
        where=_HOME,
        keys=("m",),
        word="merge",
        rank=55,
    ),
    Command(
        id="home.review",
        title="Settle differences and likely duplicates",
        help="Settle what note-takers wrote apart from each other in the chosen file.",
        action="review",
        where=_HOME,
        keys=("v",),
        word="settle",
        rank=45,
    ),
    Command(
        id="home.code",
        title="Code the chosen session a second time",
        help="Code the chosen session without seeing the tags of its notes, and compare afterwards.",
        action="code_again",
        where=_HOME,
        keys=("c",),
        word="code again",
        rank=30,
    ),
    Command(
        id="home.folder",
        title="Show another folder",
        help="Show the sessions of another folder.",
        action="folder",
        where=_HOME,
        keys=("o",),
        word="another folder",
        rank=40,
    ),
    Command(
        id="home.quit",
        title="Quit",
        help="Leave the program; every session is on the disk already.",
        action="app.quit",
        where=_HOME,
        keys=("q",),
        word="quit",
        rank=60,
    ),
)
