"""Run where the program `qualitative-coding` is installed: its command imports a project.

Prints, as JSON, every code that it then knows, and every line that it holds for coded, with the code. The
project and the codebook are held against the schema in it first.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from zipfile import ZipFile

import xmlschema

_CODED = """SELECT DISTINCT i.document_id, c.line, c.code_id FROM coded_line c
  JOIN coded_line_location_association a ON a.coded_line_id = c.id
  JOIN location l ON l.id = a.location_id
  JOIN document_index i ON i.id = l.document_index_id"""


def main(project: Path, book: Path) -> None:
    """Validate both files, import the project here, and print what came of it."""
    schema = xmlschema.XMLSchema(
        files("qualitative_coding").joinpath("refi_qda").joinpath("schema.xsd").read_text()
    )
    with ZipFile(project) as archive:
        schema.validate(archive.read("project.qde").decode())
    schema.validate(_as_project(book.read_text(encoding="utf-8")))
    command = [str(Path(sys.executable).with_name("qc")), "init", "--import", str(project)]
    subprocess.run(command, check=True, stdout=sys.stderr)
    sys.stdout.write(json.dumps({"codes": _codes(), "coded": _coded()}))


def _as_project(book: str) -> str:
    """Return a project that holds a codebook and nothing else: the schema is one of projects."""
    inner = book.partition("?>")[2].replace("urn:QDA-XML:codebook:1.0", "urn:QDA-XML:project:1.0")
    inner = inner.partition(">")[2]
    return f'<Project xmlns="urn:QDA-XML:project:1.0" name="x"><CodeBook>{inner}</Project>'


def _coded() -> list[tuple[str, str]]:
    """Return each line that is coded, and the code."""
    with sqlite3.connect("qualitative_coding.sqlite3") as con:
        return [(_line(path, number), code) for path, number, code in con.execute(_CODED)]


def _line(path: str, number: int) -> str:
    return (Path("corpus") / path).read_text(encoding="utf-8").split("\n")[number]


def _codes() -> list[str]:
    with sqlite3.connect("qualitative_coding.sqlite3") as con:
        return [name for (name,) in con.execute("SELECT name FROM code")]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
