"""A dry run says what the real one then does, and changes nothing."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from listening.model.errors import ListeningError, NoSuchFile, WrongUse
from listening.store.merge import merge, rehearse
from tests.store.making import new, say
from tests.store.merging.comparing import digests
from tests.store.merging.histories import History, Telling, histories


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(histories(), st.booleans(), st.booleans())
def test_it_says_exactly_what_is_then_done(history: History, there: bool, twice: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = Telling(Path(folder), history).tell().paths
        out = paths.pop(0) if there else Path(folder) / "out.sqlite"
        nothing = Path(folder) / "nothing.sqlite"
        nothing.write_bytes(b"")
        sources = [*paths, nothing, out, *(paths if twice else [])]
        before = digests(*paths, *([out] if there else []))
        said = rehearse(out, sources)
        assert digests(*paths, *([out] if there else [])) == before
        assert out.exists() is there
        assert merge(out, sources) == said


def test_conflicts_elsewhere_in_the_file_count_too(tmp_path: Path) -> None:
    paths = _apart(tmp_path, "one")
    others = _apart(tmp_path, "other")
    out = tmp_path / "out.sqlite"
    assert merge(out, paths).conflicts == 1
    assert rehearse(out, others) == replace(merge(out, others), made=False)
    assert rehearse(out, others).conflicts == 2


def _apart(folder: Path, name: str) -> list[Path]:
    """Return two copies of a session in which the same words were changed apart."""
    with new(folder / f"{name}.sqlite") as file:
        own = say(file, "As it was said.").id
        copied = file.copy(folder / f"{name}-2.sqlite")
        file.edit(own, words="As one heard it.")
    from listening.store.session_file import SessionFile

    with SessionFile.open(copied, author="Kim") as file:
        file.edit(own, words="As the other heard it.")
    return [folder / f"{name}.sqlite", copied]


@pytest.mark.parametrize("do", [merge, rehearse])
def test_what_cannot_be_begun_raises_in_both(tmp_path: Path, do: object) -> None:
    assert callable(do)
    with pytest.raises(WrongUse):
        do(tmp_path / "out.sqlite", [])
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"no database at all" * 99)
    with new(tmp_path / "good.sqlite"):
        pass
    with pytest.raises(ListeningError, match=r"broken\.sqlite"):
        do(broken, [tmp_path / "good.sqlite"])
    result = do(tmp_path / "out.sqlite", [tmp_path / "missing.sqlite"])
    assert str(NoSuchFile(tmp_path / "missing.sqlite")) == result.sources[0].trouble
    assert not (tmp_path / "out.sqlite").exists()
