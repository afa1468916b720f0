"""One meeting, three note-takers: in whatever order their files are merged, one and the same is listed."""

from __future__ import annotations

import itertools
import json
from dataclasses import asdict
from pathlib import Path

from listening.model.quickline import parse
from listening.store.merge import merge
from listening.store.session_file import SessionFile
from tests.store.making import NOON, Clock, is_sound, new
from tests.store.merging.comparing import content

_LINES = 90
_SPEAKERS = ("Chair", "Witness 1", "Witness 2", "Member 4")


def _line(number: int) -> str:
    """Return what was said at a moment of the meeting, in words of no real person."""
    what = ("the forms come back", "nobody rings", "the rota changes", "we were asked at last")
    return f"Statement {number}: {what[number % 4]}, and {what[(number // 3) % 4]}. /{'ars'[number % 3]}"


def _take_down(file: SessionFile, number: int, clock: Clock) -> str:
    clock.ms = NOON + number * 7_000
    line = parse(f"{_line(number)} #part-{number // 30}")
    kept = file.capture(line, session=file.session().id)
    file.edit(kept.id, by=_SPEAKERS[number % len(_SPEAKERS)])
    return kept.id


def _note_taker(template: Path, name: str, lines: range) -> Path:
    """Take a part of the meeting down, then correct what the others had in common with it."""
    clock = Clock()
    with SessionFile.open(template, author="Org") as file:
        path = file.copy(template.with_name(f"{name}.sqlite"))
    with SessionFile.open(path, author=name, now=clock) as file:
        shared = [one.id for one in file.contributions()]
        own = [_take_down(file, number, clock) for number in lines]
        file.edit(shared[0], words=f"As {name} heard the opening.")
        file.tag(shared, add=[f"#seen-by-{name.lower()}"], remove=["a"])
        file.tag(own[::7], none=True)
        file.remove(own[3:5])
        file.restore(own[3:4])
        file.undo()
        file.set_participant(file.session().id, "Chair", perspectives=[f"view of {name}"])
    return path


def test_all_six_orders_list_one_and_the_same(tmp_path: Path) -> None:
    template = tmp_path / "set-up.sqlite"
    with new(template) as file:
        for number in range(3):
            _take_down(file, number, Clock())
    paths = [
        _note_taker(template, name, range(begin, begin + 40))
        for name, begin in (("Ada", 3), ("Kim", 25), ("Sam", 50))
    ]
    listed, contents = set(), []
    for number, order in enumerate(itertools.permutations(paths)):
        out = tmp_path / f"out-{number}.sqlite"
        assert merge(out, order).complete
        assert is_sound(out)
        with SessionFile.open(out) as file:
            listed.add(json.dumps([asdict(one) for one in file.contributions()], default=str))
            opening = file.contributions()[0]
        contents.append(content(out))
    assert len(listed) == 1
    assert all(one == contents[0] for one in contents)
    assert opening.conflicts == 1
    assert {"seen-by-ada", "seen-by-kim", "seen-by-sam"} <= set(opening.codes)
    assert len(json.loads(listed.pop())) >= 3 + 3 * 38
