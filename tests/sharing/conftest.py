"""Settings for the checks of what may leave."""

from __future__ import annotations

from hypothesis import settings

# A busy machine is slow for reasons that have nothing to do with the words that are tried.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
