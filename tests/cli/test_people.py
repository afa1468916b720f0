"""`participant` and `lenses`."""

from __future__ import annotations

from listening.model.lenses import lens_keys
from tests.cli.conftest import Run


def test_those_who_spoke_are_listed_by_handle(run: Run, brixton: str) -> None:
    run("add", brixton, "P10: one", "P2: two", "P2: three")
    people = run("participant", brixton, "--json").json
    assert [(each["handle"], each["heard"]) for each in people] == [("P2", 2), ("P10", 1)]
    assert run("participant", brixton).out == (
        "P2: perspective not said. Heard twice.\nP10: perspective not said. Heard once.\n"
    )


def test_what_somebody_says_of_themselves_is_set(run: Run, brixton: str) -> None:
    (person,) = run(
        "participant", brixton, "T1", "--perspective", "Unpaid carer, family or friend",
        "--perspective", "my own words", "--sharing", "analysis", "--speaks-for", "4", "--json",
    ).json  # fmt: skip
    assert person["perspectives"] == ["carer", "my own words"]
    assert (person["sharing"], person["speaks_for"]) == ("analysis", 4)
    assert "Not yet heard." in run("participant", brixton, "t1").out


def test_a_perspective_in_own_words_is_told_to_be_one(run: Run, brixton: str) -> None:
    told = run("participant", brixton, "P3", "--perspective", "family", "--perspective", "nhs").err
    assert told.startswith("“family”: kept as their own words, and counted apart")
    assert "unpaid carer, family or friend (carer); " in told
    assert run("participant", brixton, "P4", "--perspective", "carer").err == ""


def test_perspectives_replace_those_that_were_set(run: Run, brixton: str) -> None:
    run("participant", brixton, "P3", "--perspective", "nhs")
    (person,) = run("participant", brixton, "p3", "--perspective", "faith", "--json").json
    assert (person["handle"], person["perspectives"]) == ("P3", ["faith"])


def test_the_rooms_rule_is_said_where_it_caps_somebody(run: Run, brixton: str) -> None:
    assert "The room's rule caps it" in run("participant", brixton, "P3", "--sharing", "named").err


def test_marks_that_allow_more_than_whoever_spoke_does_now_are_named(
    run: Run, brixton: str
) -> None:
    marked, _, strict = run(
        "add", brixton, "P1: marked %unnamed", "P1: no mark", "P1: strict %analysis"
    ).ids
    err = run("participant", brixton, "P1", "--sharing", "analysis").err
    assert err.startswith(
        f"1 contribution keeps its own mark, and more may be done with that: {marked}."
    )
    assert strict not in err
    leaving = run("export", brixton, "-o", "-")
    assert "1 contribution leaves by a mark of its own" in leaving.err
    assert ("marked" in leaving.out, "no mark" in leaving.out) == (True, False)
    run("edit", brixton, marked, "--sharing", "analysis")
    assert run("participant", brixton, "P1", "--sharing", "analysis").err == ""
    assert "mark of its own" not in run("export", brixton, "-o", "-").err


def test_every_lens_is_listed_with_its_codes(run: Run) -> None:
    lenses = run("lenses", "--json").json
    assert [lens["key"] for lens in lenses] == list(lens_keys())
    assert all(lens["codes"] and lens["source"] for lens in lenses)
    told = run("lenses", "making-it-real").out
    assert told.startswith("making-it-real: ")
    assert "#making-it-real/" in told
