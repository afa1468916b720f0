"""Makes one page of each sort in a folder: `python -m tests.sharing.pages DIR`.

The sample, for each audience, in usual and in large print; and a session full of hostile words.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from listening.model.vocabulary import Audience
from listening.sample.build import build
from listening.sharing import formats
from listening.sharing.disclosed import Disclosed
from listening.sharing.disclosure import disclose, disclose_records
from listening.store.session_file import SessionFile
from tests.sharing.building import a_session, person, prompts, said

NOW = datetime(2026, 3, 25, 9, 0, tzinfo=UTC)

HOSTILE = (
    '<script>alert(1)</script> <img src="https://a.example/x.png" onerror=alert(1)>',
    "</blockquote></main></style><style>*{display:none}</style> & &amp; &lt; &#60;",
    "كل كلمة مهمة <b>bold</b>\n\n\u200fright to left\nand left to right",
    "a" * 400,
    "  indented\n   more\n\n\n' \" `",
)
"""Words that a careless page would obey."""


def sample(audience: Audience) -> Disclosed:
    """Return the sample as an audience may read it."""
    with (
        TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        SessionFile.open(build(Path(folder) / "sample.sqlite")) as file,
    ):
        return disclose(file, file.session().id, audience)


def hostile(audience: Audience) -> Disclosed:
    """Return a session in which every word is hostile."""
    one, *more = HOSTILE
    people = [person(f"P{n}", one, agreed_name=each) for n, each in enumerate(HOSTILE)]
    rows = [said(f"c{n}", each, people[n], codes=(one,)) for n, each in enumerate(HOSTILE)]
    session = a_session(title=one, purpose="\n".join(more), place=more[0])
    return disclose_records(session, prompts(*HOSTILE), people, rows, audience)


def write(folder: Path) -> None:
    """Write every page into a folder."""
    html = formats.named("html")
    for audience in Audience:
        for name, disclosed in (("sample", sample(audience)), ("hostile", hostile(audience))):
            for plain in (False, True):
                options = formats.Options(generated=NOW, plain=plain)
                page = f"{name}-{audience.value}{'-large' if plain else ''}.html"
                written = formats.export(html, [disclosed], options)
                (folder / page).write_bytes(written.content)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
