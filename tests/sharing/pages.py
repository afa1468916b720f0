"""Makes one page of each sort in a folder: `python -m tests.sharing.pages DIR`.

The sample as an export and as every report, for each audience and once in large print; and a
session full of hostile words.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from listening.model.vocabulary import Audience
from listening.sample.build import build
from listening.sharing import formats, reports
from listening.sharing.disclosed import Disclosed
from listening.sharing.disclosure import disclose, disclose_records
from listening.sharing.formats import Options
from listening.sharing.reports import REPORTS, ReportOptions
from listening.store.session_file import SessionFile
from tests.sharing.building import a_session, linked, person, promised, prompts, related, said

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
    promises = [promised(f"m{n}", each, each, "c0", reason=each) for n, each in enumerate(HOSTILE)]
    relations = [related(f"r{n}", "c0", about=each) for n, each in enumerate(HOSTILE)]
    return disclose_records(
        session,
        prompts(*HOSTILE),
        people,
        rows,
        audience,
        commitments=promises,
        relations=relations,
        links=[linked("c0", "c1")],
    )


EXPORT = ""
"""The kind of a page that is no report."""


def kinds(audience: Audience) -> list[str]:
    """Return the kinds of pages that there are for an audience: the export, and reports by their keys."""
    return [EXPORT, *(key for key, each in REPORTS.items() if audience in each.audiences)]


def page(disclosed: Disclosed, kind: str, *, plain: bool = False) -> bytes:
    """Return one page."""
    html, options = formats.named("html"), Options(generated=NOW, plain=plain)
    if kind == EXPORT:
        return formats.export(html, [disclosed], options).content
    asked = ReportOptions(generated=NOW, plain=plain)
    document = reports.build(REPORTS[kind], disclosed, asked)
    return formats.render_document(html, document, options).content


def write(folder: Path, name: str, disclosed: Disclosed, *, plain: bool = False) -> None:
    """Write every page of a session for one audience."""
    large = "large" if plain else ""
    for kind in kinds(disclosed.audience):
        stem = "-".join(filter(None, (name, kind, disclosed.audience.value, large)))
        (folder / f"{stem}.html").write_bytes(page(disclosed, kind, plain=plain))


def main(folder: Path) -> None:
    """Write the pages of the sample for every audience, and for everybody what is hard to show."""
    for audience in Audience:
        write(folder, "sample", sample(audience))
    write(folder, "sample", sample(Audience.PUBLIC), plain=True)
    write(folder, "hostile", hostile(Audience.PUBLIC))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
