"""What the lenses hold, and how a code that somebody wrote is found in them."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listening.model.errors import ListeningError, WrongUse
from listening.model.lenses import all_lenses, label_of, lens_keys, load, resolve, short_codes
from listening.model.vocabulary import Area

KEY = re.compile(r"[a-z]+(-[a-z]+)*")
CODES = [code for lens in all_lenses() for code in lens.codes]


def test_each_file_is_a_lens_that_is_offered() -> None:
    files = resources.files("listening.model.lenses").iterdir()
    assert {file.name for file in files if file.name.endswith(".toml")} == {
        f"{key}.toml" for key in lens_keys()
    }


def test_a_lens_is_called_as_its_file_is() -> None:
    assert tuple(lens.key for lens in all_lenses()) == lens_keys()


@pytest.mark.parametrize(
    ("key", "count"), [("making-it-real", 6), ("care-act", 9), ("social-care-future", 5)]
)
def test_a_lens_has_as_many_codes_as_its_source(key: str, count: int) -> None:
    assert len(load(key).codes) == count


def test_wellbeing_stands_in_the_order_of_the_law_and_is_never_ranked() -> None:
    wellbeing = load("care-act")
    assert wellbeing.fixed_order
    assert [code.short for code in wellbeing.codes] == [
        "dignity",
        "health",
        "safety",
        "control",
        "taking-part",
        "money-and-belonging",
        "relationships",
        "home",
        "contribution",
    ]


def test_each_sub_theme_stands_under_one_of_the_three_areas_in_turn() -> None:
    areas = [code.area for code in load("three-areas").codes]
    assert list(dict.fromkeys(areas)) == list(Area)
    assert areas == [area for area in Area for _ in range(areas.count(area))]


def test_keys_are_lower_case_letters_and_hyphens() -> None:
    assert all(KEY.fullmatch(key) for key in lens_keys())
    assert all(KEY.fullmatch(code.short) for code in CODES)


def test_no_code_stands_twice() -> None:
    assert max(Counter(code.key for code in CODES).values()) == 1
    for lens in all_lenses():
        assert len({code.label for code in lens.codes}) == len(lens.codes)


def test_labels_are_short() -> None:
    assert all(0 < len(code.label) <= 48 for code in CODES)


def test_every_lens_names_its_source_with_a_year() -> None:
    assert all(re.search(r"\b20\d\d\b", lens.source) for lens in all_lenses())


def test_a_lens_is_read_once_and_found_in_any_case() -> None:
    assert load(" Care-Act ") is load("care-act")


def test_an_unknown_lens_is_refused_in_a_sentence_that_names_the_known_ones() -> None:
    with pytest.raises(WrongUse, match="self-directed") as refusal:
        load("no\x1b[2Jsuch")
    assert isinstance(refusal.value, ListeningError)
    assert str(refusal.value).isprintable()


def test_a_full_key_is_known_whichever_lenses_are_in_use() -> None:
    assert resolve("self-directed/peer-support", []) == "self-directed/peer-support"
    assert resolve("Self-Directed/PEER-support", ["care-act"]) == "self-directed/peer-support"


def test_a_short_key_is_known_only_in_a_lens_in_use() -> None:
    assert resolve("Peer-Support", ["self-directed"]) == "self-directed/peer-support"
    assert resolve("peer-support", ["care-act"]) is None


def test_a_short_key_of_two_lenses_in_use_is_not_guessed() -> None:
    assert resolve("home", ["care-act", "social-care-future"]) is None
    assert (
        resolve("home", ["social-care-future", "Social-Care-Future"]) == "social-care-future/home"
    )


def test_short_codes_leave_out_what_two_lenses_call_alike() -> None:
    known = short_codes(["care-act", "social-care-future"])
    assert known["dignity"] == "care-act/dignity"
    assert "home" not in known
    assert short_codes([]) == {}


def test_a_lens_of_a_later_version_is_passed_over() -> None:
    assert resolve("home", ["care-act", "from-the-future"]) == "care-act/home"
    assert resolve("from-the-future/home", ["from-the-future"]) is None


@given(st.text())
def test_what_is_resolved_is_always_a_code_of_a_lens(text: str) -> None:
    found = resolve(text, lens_keys())
    assert found is None or found in {code.key for code in CODES}


def test_a_code_is_shown_by_its_label_and_a_new_theme_by_its_own_words() -> None:
    assert label_of("self-directed/peer-support") == "Peer support"
    assert label_of("rota") == "rota"


def test_nothing_is_read_before_a_lens_is_asked_for() -> None:
    program = "import sys, listening.model.lenses; print('tomllib' in sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "False"
