"""Merging: files of a folder become one, after everybody could see what that will bring."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import OptionList, Static
from textual.worker import Worker, get_current_worker

from listening.app.bindings import bindings
from listening.app.commands import Place
from listening.app.counting import counted
from listening.app.merging import telling
from listening.app.merging.choice import Choice, out_named
from listening.app.merging.messages import Ended, Progressed, Read, Tried
from listening.app.merging.rows import file_row
from listening.app.merging.trying import Stopped, rehearsed, stopping
from listening.app.screens.line_question import LineQuestion, keep_keys_for
from listening.app.screens.merge_questions import Agreed, agree
from listening.app.text import parts, plain
from listening.app.widgets.footer import CommandFooter
from listening.app.widgets.marked_list import MarkedList
from listening.app.widgets.notice import Notice
from listening.model.errors import ListeningError
from listening.store import library, merge
from listening.store.merge import MergeResult
from listening.store.views import Summary

_A_MOMENT = 0.1
_NONE_HERE = "There are no session files in this folder: Escape goes back."
_HINT = "Space chooses a file, a chooses all. No chosen file is changed by merging."
_INTO = (
    "Into which file? A new name makes a new file; the name of a session file that is there adds "
    "the others to it."
)


class MergeScreen(Screen[Path | None]):
    """Lists the files of a folder; it is dismissed with the merged file if that is to be opened."""

    CSS_PATH = "merge.tcss"
    BINDINGS = bindings(Place.MERGE)
    AUTO_FOCUS = "MarkedList"

    places = frozenset({Place.MERGE})
    """Where its commands apply."""

    def __init__(self, folder: Path, author: str, today: date) -> None:
        super().__init__()
        self.choice = Choice(folder, library.new_path(folder, "merged", today.isoformat()))
        """What is to be merged into what."""
        self.result: MergeResult | None = None
        """What came of the merge, until something else is chosen."""
        self._author = author
        self._summaries: tuple[Summary, ...] = ()
        self._tried: Tried | None = None
        self._waiting: Timer | None = None
        self._merge: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        """Put the files in the middle, and what would come of them below."""
        with Horizontal(id="head"):
            heading = parts(("Merging", "bold"), self.choice.folder.name, between=" · ")
            yield Static(heading, id="folder-name")
            yield Static(id="how-many")
        yield MarkedList(id="files")
        yield Static(plain(_NONE_HERE), id="empty")
        with VerticalScroll(id="below", can_focus=False):
            yield Static(id="out")
            yield Static(id="told")
            yield Notice(id="status")
        yield CommandFooter(Place.MERGE)

    def on_mount(self) -> None:
        """Read the folder."""
        self._show()
        self._read_folder()

    @property
    def is_merging(self) -> bool:
        """Whether files are being merged now."""
        return self._merge is not None

    @property
    def is_tried(self) -> bool:
        """Whether what would come of the present choice is known."""
        return self._tried is not None and self._tried.choice == self.choice

    # What is chosen ---------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell what is possible now."""
        if action == "stop":
            return self.is_merging
        if action == "open":
            return self.result is not None and not self.is_merging
        if action == "start":
            return bool(self.choice.sources) and not self.is_merging and self.result is None
        if action in ("choose", "choose_all", "name_out"):
            return bool(self._able) and not self.is_merging
        return super().check_action(action, parameters)

    def action_choose(self) -> None:
        """Choose the file under the mark, or leave it out."""
        index = self.query_one(MarkedList).highlighted
        if index is None:
            return
        summary = self._summaries[index]
        if summary.trouble is None:
            self._choose(self.choice.toggled(summary.file))

    def action_choose_all(self) -> None:
        """Choose all files, or none."""
        self._choose(self.choice.with_all_or_none(self._able))

    def action_name_out(self) -> None:
        """Ask for the file to merge into."""

        def named(name: str | None) -> None:
            if name is not None:
                self._choose(self.choice.into(Path(name)))

        question = LineQuestion(
            _INTO,
            line=self.choice.out.name,
            read=lambda line: str(out_named(line, self.choice.folder)),
        )
        keep_keys_for(self.app)
        self.app.push_screen(question, named)

    @on(OptionList.OptionSelected)
    def enter_pressed(self, event: OptionList.OptionSelected) -> None:
        """Open the merged file; before there is one, choose the file as Space does."""
        event.stop()
        if self.result is not None:
            self.action_open()
        elif not self.is_merging:
            self.action_choose()

    def _choose(self, choice: Choice) -> None:
        self.choice, self.result = choice, None
        self.query_one(Notice).say("")
        self._show()
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self.set_timer(_A_MOMENT, self._try_soon) if choice.sources else None

    # Trying and merging -----------------------------------------------------------------------

    def action_start(self) -> None:
        """Merge, after asking about erasures that nobody explained, and what may be one session."""
        if not self.is_tried:
            self.query_one(Notice).tell("What they bring is still being read: one moment, please.")
        elif self._tried and self._tried.rehearsal:
            agree(self.app, self.choice, self._tried.rehearsal, self._begin)
        else:
            self._begin(Agreed(self.choice))

    def action_stop(self) -> None:
        """Stop merging at the next pause between files."""
        if self._merge is not None:
            self._merge.cancel()
            self._tell("Stopping, as soon as the files at hand are done…")

    def action_open(self) -> None:
        """Open the merged file."""
        if self.result is not None and self.is_current:
            self.dismiss(self.result.out)

    def action_leave(self) -> None:
        """Go back; while files are merged, stop that first."""
        if self.is_merging:
            self.action_stop()
        elif self.is_current:
            self.dismiss(None)

    def _begin(self, agreed: Agreed) -> None:
        self.choice = agreed.choice
        if not self.choice.sources:
            self._show()
            return
        self._merge = self._merge_files(agreed)
        self._tell(f"Merging {counted(len(self.choice.sources), 'file')}…")
        self.refresh_bindings()

    @on(Read)
    def list_files(self, event: Read) -> None:
        """List the files of the folder."""
        event.stop()
        # By name, as they are merged: what is new in one depends on what came before it.
        in_order = sorted(event.summaries, key=lambda one: (one.trouble is not None, one.file))
        self._summaries = tuple(in_order)
        self.set_class(not (self._summaries or event.trouble), "-empty")
        self._show()
        self.query_one(Notice).say(event.trouble)

    @on(Tried)
    def show_trial(self, event: Tried) -> None:
        """Show what a choice would bring, unless it is no longer the one that was made."""
        event.stop()
        if event.choice == self.choice and not self.is_merging:
            self._tried = event
            self._show()
            notice = self.query_one(Notice)
            # Why a merge failed stays to be read, although its files are tried anew behind it.
            if event.trouble or notice.is_kindly:
                notice.say(event.trouble)

    @on(Progressed)
    def show_progress(self, event: Progressed) -> None:
        """Say how far it is."""
        event.stop()
        if self._merge is not None and not self._merge.is_cancelled:
            self._tell(telling.under_way(event.done, event.of))

    @on(Ended)
    def show_end(self, event: Ended) -> None:
        """Say what came of it."""
        event.stop()
        self._merge, self._tried = None, None
        if event.result is None:
            self._show()
            self.query_one(Notice).say(event.sentence)
            self._try_soon()
            return
        self.result = event.result if any(not one.trouble for one in event.result.sources) else None
        self._show()
        self._tell("\n".join(telling.outcome(event.result)))

    # What is shown ----------------------------------------------------------------------------

    @property
    def _able(self) -> tuple[str, ...]:
        """The files that can be chosen."""
        return tuple(one.file for one in self._summaries if one.trouble is None)

    def _show(self) -> None:
        rows = [partial(self._row, summary) for summary in self._summaries]
        self.query_one(MarkedList).show(rows)
        chosen = f"{len(self.choice.files)} of {len(self._able)} chosen"
        self.query_one("#how-many", Static).update(plain(chosen))
        into = parts("Into", (self.choice.out.name, "bold"), self._kind_of_out(), between=" ")
        self.query_one("#out", Static).update(into)
        self._tell(self._foreseen())
        self.refresh_bindings()

    def _row(self, summary: Summary, width: int) -> Sequence[Content]:
        said, refused = self._brought(self.choice.folder / summary.file)
        chosen = summary.file in self.choice.files
        return file_row(summary, said, width, chosen=chosen, refused=refused)

    def _brought(self, path: Path) -> tuple[str, bool]:
        """Return what a file brings or brought, and whether it is left out."""
        if path.name not in self.choice.files:
            return "", False
        if path == self.choice.out:
            return "the others are merged into this one", False
        trial = self._tried.rehearsal if self._tried else None
        result = self.result or (trial.result if trial else None)
        return telling.brought_by(path, result, trial.asking if trial else frozenset())

    def _kind_of_out(self) -> str:
        if self.result is not None:
            return ""
        return "(there already: added to)" if self.choice.out.exists() else "(a new file)"

    def _foreseen(self) -> str:
        if not self.choice.sources:
            return _HINT
        if not self.is_tried or self._tried is None:
            return "Reading what they bring…"
        return telling.foreseen(self._tried.rehearsal.result) if self._tried.rehearsal else ""

    def _tell(self, sentences: str) -> None:
        self.query_one("#told", Static).update(plain(sentences))

    # In threads -------------------------------------------------------------------------------

    def _try_soon(self) -> None:
        self._waiting = None
        if self.choice.sources:
            self._try(self.choice)

    @work(thread=True)
    def _read_folder(self) -> None:
        try:
            read = Read(library.summaries(self.choice.folder))
        except ListeningError as error:
            read = Read((), str(error))
        self.post_message(read)

    @work(thread=True, exclusive=True, group="trying")
    def _try(self, choice: Choice) -> None:
        worker = get_current_worker()
        try:
            found = rehearsed(choice.out, choice.sources, lambda: worker.is_cancelled)
            tried = Tried(choice, found)
        except Stopped:
            return
        except (ListeningError, OSError) as error:
            tried = Tried(choice, trouble=telling.trouble(error))
        if not worker.is_cancelled:
            self.post_message(tried)

    def _report(self, done: int, of: int, _: Path) -> None:
        self.post_message(Progressed(done, of))

    @work(thread=True, group="merging")
    def _merge_files(self, agreed: Agreed) -> None:
        worker = get_current_worker()
        choice = agreed.choice
        was_there = choice.out.exists()
        progress = stopping(lambda: worker.is_cancelled, self._report)
        try:
            ended = Ended(
                merge.merge(
                    choice.out,
                    choice.sources,
                    accept_erasures=agreed.accept_erasures,
                    same_session=agreed.same_session,
                    author=self._author,
                    progress=progress,
                )
            )
        except Stopped:
            ended = Ended(None, telling.stopped(choice.out, was_there=was_there))
        except (ListeningError, OSError) as error:
            ended = Ended(None, telling.trouble(error))
        self.post_message(ended)
