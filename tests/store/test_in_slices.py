"""Very many numbers are read a slice at a time, and none is lost where two slices meet."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listening.store import in_slices

_NUMBERS = st.lists(st.integers(-(2**63), 2**63 - 1), max_size=60)


@given(_NUMBERS, st.integers(0, 40))
def test_what_is_read_in_slices_is_what_was_written(numbers: list[int], length: int) -> None:
    listed = json.dumps(numbers, separators=(",", ":"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(in_slices, "_SLICE", length)
        assert in_slices.read(listed) == numbers
