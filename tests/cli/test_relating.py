"""`relation`, `link`, `unlink` and `links`."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run, is_one_sentence


@pytest.fixture
def said(run: Run, brixton: str) -> list[str]:
    """Three contributions."""
    return run("add", brixton, "P1: The bus never comes.", "P2: Same here.", "Off. %off").ids


def test_a_relation_is_noted_changed_and_listed(run: Run, brixton: str, said: list[str]) -> None:
    made = run(
        "relation", "add", brixton, "--kind", "trust", "--from", "families", "--to", "the council",
        "--about", "the forms", "--state", "strained", "--heard-in", said[0][:5], "--json",
    ).json  # fmt: skip
    assert made | {"id": "", "at": "", "session": ""} == {
        "id": "",
        "session": "",
        "at": "",
        "author": "Sam",
        "kind": "trust",
        "from": "families",
        "to": "the council",
        "about": "the forms",
        "state": "strained",
        "heard_in": said[0],
        "removed": False,
    }
    told = run("relation", "list", brixton)
    assert told.out == (
        f"Trust, strained: from families to the council, id {made['id']}\n"
        f"    About the forms\nHeard in {said[0]}.\n\n"
    )
    assert told.err == "1 relation.\n"
    changed = run(
        "relation", "update", brixton, made["id"], "--kind", "funding", "--from", "the NHS",
        "--to", "Age Concern", "--state", "not said", "--about", "", "--heard-in", "",
    )  # fmt: skip
    assert changed.out == f"Funding: from the NHS to Age Concern, id {made['id']}\n"
    assert run("relation", "list", brixton, made["id"], "--json").json[0]["heard_in"] is None
    assert "noted the relation" in run("history", brixton).out
    run("relation", "update", brixton, made["id"], "--to", "the staff", "--state", "strong")
    told = f"Taken back: the state and “to” of the relation {made['id']}.\n"
    assert run("undo", brixton).out == told


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["add", "--kind", "trust", "--from", "families"], "--kind, --from and --to"),
        (["add", "--kind", "trust", "--from", "us", "--to", "GPs"], "name a party"),
        (["add", "--kind", "trust", "--from", "GPs", "--to", "tbc"], "such as “families”"),
        (["add", "--kind", "envy"], "use one of trust, power"),
        (["update"], "Say which relation"),
    ],
)
def test_what_is_no_relation_is_refused(
    run: Run, brixton: str, words: list[str], sentence: str
) -> None:
    deed, *rest = words
    answer = run("relation", deed, brixton, *rest)
    assert answer.status == 2
    assert is_one_sentence(answer.err)
    assert sentence in answer.err
    assert run("relation", "list", brixton).err.startswith("No relation has been noted yet")


def test_nothing_to_change_is_said(run: Run, brixton: str) -> None:
    words = ("--kind", "power", "--from", "GPs", "--to", "families")
    own = run("relation", "add", brixton, *words, "--json").json["id"]
    assert "nothing to change" in run("relation", "update", brixton, own).err


def test_contributions_are_linked_listed_and_told(run: Run, brixton: str, said: list[str]) -> None:
    first, second, off = said
    made = run("link", brixton, second, "echoes", first)
    own = made.out.removesuffix(".\n").rpartition(" ")[2]
    assert made.out == f"{second} echoes {first}, id of the link {own}.\n"
    assert run("links", brixton).out == made.out
    assert run("links", brixton).err == "1 link.\n"
    run("link", brixton, first, "builds on", off)
    shown = run("show", brixton, first).out
    assert f"{second} “Same here.” echoes this. Id of the link: {own}.\n" in shown
    assert f"This builds on {off} (off record). Id of the link: " in shown
    assert [each["bond"] for each in run("show", brixton, first, "--json").json["links"]] == [
        "echoes",
        "builds-on",
    ]
    assert "Links between contributions: 2 (echoes 1, builds on 1)" in run("show", brixton).out
    assert run("show", brixton, "--json").json["links"] == 2
    assert len(run("links", brixton, second, "--json").json) == 1
    assert f"noted the link {second} echoes {first}." in run("history", brixton).out


def test_a_link_is_taken_away_by_its_id_or_by_its_ends(
    run: Run, brixton: str, said: list[str]
) -> None:
    first, second, _ = said
    link = run("link", brixton, second, "disagrees", first, "--json").json[0]
    assert (link["source"], link["target"]) == (second, first)
    gone = run("unlink", brixton, link["id"][:6])
    assert gone.out.startswith(f"Taken away: {second} disagrees with {first}, id of the link ")
    assert run("links", brixton).err.startswith("No contributions are linked yet")
    run("link", brixton, second, "disagrees", first)
    run("link", brixton, first, "example-of", second)
    assert len(run("unlink", brixton, first, second, "--json").json) == 2
    assert "no link between" in run("unlink", brixton, first, second).err
    assert run("unlink", brixton, first, second, first).status == 2
    restored = run("restore", brixton, link["id"])
    assert restored.out == f"{link['id']}: link restored.\n"
    assert run("remove", brixton, link["id"], "--json").json == [
        {"id": link["id"], "removed": True}
    ]


def test_links_and_relations_go_with_what_is_erased(
    run: Run, brixton: str, said: list[str]
) -> None:
    first, second, _ = said
    run("link", brixton, second, "echoes", first)
    run(
        "relation", "add", brixton, "--kind", "trust", "--from", "families", "--to", "GPs",
        "--about", "a quagmire", "--heard-in", first,
    )  # fmt: skip
    told = run("erase", brixton, first)
    assert f"1 contribution ({first}), 1 relation and 1 link." in told.out
    done = run("erase", brixton, first, "--yes", "--json").json
    assert (done["contributions"], done["relations"], done["links"]) == ([first], 1, 1)
    assert run("links", brixton, "--json").json == run("relation", "list", brixton, "--json").json
    assert "quagmire" not in run("history", brixton).out
