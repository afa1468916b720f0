"""What each released version of the format has, to the letter: a file is held against its own version.

The modules of this folder are never edited, or files that people have would be taken for damaged.
FORMAT.md says how a next version is made: it is added here.
"""

from __future__ import annotations

from listening.store.versions import version_1, version_2
from listening.store.versions.snapshot import Snapshot

RELEASED: dict[int, Snapshot] = {1: version_1.SNAPSHOT, 2: version_2.SNAPSHOT}
"""Every version; the last is the one that this program writes.

An odd number from 3 on is none of its own: it marks files of the version before it while their
full-text index is made.
"""
