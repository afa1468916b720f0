"""Sessions that were set up apart are joined by a fact of their own, so that later merges know it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listening.model.errors import Ambiguous, NotFound
from listening.store.joined import root
from listening.store.merge import merge, rehearse
from listening.store.session_file import SessionFile
from tests.store.making import is_sound, new, raw, say
from tests.store.merging.comparing import content


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Three note-takers' files of one session, set up apart."""
    paths = [tmp_path / f"{name}.sqlite" for name in ("ada", "kim", "sam")]
    for path in paths:
        with new(path, author=path.stem) as file:
            say(file, f"P1: As {path.stem} heard it.")
    return paths


def _token(path: Path) -> str:
    with raw(path) as con:
        return str(con.execute("SELECT id FROM session").fetchone()[0])


def _links(path: Path) -> dict[str, str]:
    with raw(path) as con:
        return dict(con.execute("SELECT id, same_as FROM session WHERE same_as IS NOT NULL"))


def test_files_are_named_by_their_names_or_their_sessions_ids(
    files: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "out.sqlite"
    ada, kim, sam = map(_token, files)
    pairs = [("ada.sqlite", "kim"), (ada[:6], sam)]
    result = merge(out, files, same_session=pairs, author="Org")
    assert result.same_sessions == ((ada, kim), (ada, sam))
    assert _links(out) == {kim: ada, sam: ada}
    assert is_sound(out)
    with raw(out) as con:
        names = con.execute(
            "SELECT note_taker FROM history WHERE field = 'same_as' ORDER BY record"
        ).fetchall()
    assert names == [("Org",), ("Org",)]


def test_what_is_joined_stays_joined_and_saying_it_again_writes_nothing(
    files: list[Path], tmp_path: Path
) -> None:
    out, later = tmp_path / "out.sqlite", tmp_path / "later.sqlite"
    pairs = [("ada", "kim"), ("kim", "sam"), ("sam", "ada")]
    ada, kim, sam = map(_token, files)
    assert merge(out, files, same_session=pairs).same_sessions == ((ada, kim), (ada, sam))
    before = content(out)
    assert merge(out, files, same_session=pairs).same_sessions == ()
    assert content(out) == before
    merge(later, [files[2], out])
    assert _links(later) == {kim: ada, sam: ada}


def test_the_same_handle_in_sessions_set_up_apart_stays_two_people(
    files: list[Path], tmp_path: Path
) -> None:
    out = tmp_path / "out.sqlite"
    merge(out, files, same_session=[("ada", "kim")])
    with SessionFile.open(out) as file:
        assert [one.heard for one in file.participants()] == [1, 1, 1]


def test_a_dry_run_joins_them_too_and_writes_nothing(files: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out.sqlite"
    merge(out, files[:1])
    before = out.read_bytes()
    said = rehearse(out, files[1:], same_session=[(_token(files[0])[:5], "kim")])
    assert out.read_bytes() == before
    assert merge(out, files[1:], same_session=[(_token(files[0])[:5], "kim")]) == said
    assert said.same_sessions == ((_token(files[0]), _token(files[1])),)


@pytest.mark.parametrize("do", [merge, rehearse])
def test_a_name_that_names_no_session_or_several_stops_before_anything_is_merged(
    files: list[Path], tmp_path: Path, do: object
) -> None:
    assert callable(do)
    both, out = tmp_path / "both.sqlite", tmp_path / "out.sqlite"
    merge(both, files[:2])
    with pytest.raises(NotFound, match="ava"):
        do(out, files, same_session=[("ava", "kim")])
    with pytest.raises(Ambiguous, match="both"):
        do(out, [both, files[2]], same_session=[("both", "sam")])
    assert not out.exists()


def test_a_session_whose_file_is_left_out_is_not_joined(files: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out.sqlite"
    token = _token(files[1])
    with raw(files[1]) as con:
        con.execute("UPDATE change SET value = x'00' WHERE field = 'words'")
    result = merge(out, files, same_session=[("ada", token)])
    assert result.sources[1].trouble is not None
    assert result.same_sessions == ()


_TOKENS = st.sampled_from("abcdef")


@given(st.dictionaries(_TOKENS, st.none() | _TOKENS), _TOKENS)
def test_every_session_has_one_root_even_where_a_ring_was_merged(
    links: dict[str, str | None], session: str
) -> None:
    found = root(links, session)
    assert root(links, found) == found
    above = links.get(session)
    assert above not in links or root(links, str(above)) == found


def _set_up(path: Path, author: str, **facts: str) -> Path:
    with new(path, author=author, **facts) as file:
        say(file, f"As {author} heard it.")
    return path


def test_a_dry_run_tells_which_sessions_look_as_if_they_were_one(tmp_path: Path) -> None:
    kim = _set_up(tmp_path / "kim.sqlite", "Kim", date="2026-03-24", title="Brixton  LIBRARY")
    sam = _set_up(tmp_path / "sam.sqlite", "Sam", date="2026-03-24")
    others = [
        _set_up(tmp_path / "later.sqlite", "Ada", date="2026-03-25"),
        _set_up(tmp_path / "undated.sqlite", "Ada"),
        _set_up(tmp_path / "undated-too.sqlite", "Ada"),
        _set_up(tmp_path / "leeds.sqlite", "Ada", date="2026-03-24", title="Leeds"),
    ]
    out = tmp_path / "out.sqlite"
    (alike,) = rehearse(out, [kim, *others, sam]).alike
    assert sorted(alike.sessions) == sorted(map(_token, (kim, sam)))
    assert (sorted(alike.by), alike.date) == (["Kim", "Sam"], "2026-03-24")
    assert alike.title.casefold().split() == ["brixton", "library"]
    whole, part = alike.sessions
    assert merge(out, [kim, sam], same_session=[(whole, part)]).same_sessions == ((whole, part),)
    assert rehearse(out, [kim, sam]).alike == ()


def test_what_is_one_session_or_was_kept_apart_is_not_told_again(tmp_path: Path) -> None:
    kim = _set_up(tmp_path / "kim.sqlite", "Kim", date="2026-03-24")
    sam = _set_up(tmp_path / "sam.sqlite", "Sam", date="2026-03-24")
    out, copied = tmp_path / "out.sqlite", tmp_path / "copied.sqlite"
    with SessionFile.open(kim) as file:
        file.copy(copied)
    assert rehearse(out, [kim, copied]).alike == ()
    merge(out, [kim, sam])
    assert rehearse(out, [kim, sam]).alike == ()
    new_one = _set_up(tmp_path / "ada.sqlite", "Ada", date="2026-03-24")
    (alike,) = rehearse(out, [sam, new_one]).alike
    assert len(alike.sessions) == 3
