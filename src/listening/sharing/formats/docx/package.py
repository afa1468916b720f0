"""The package of a Word file: its parts, in a fixed order, with no trace of the machine."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import NamedTuple

from listening.sharing.document import Document
from listening.sharing.formats.docx.markup import NAMESPACE, characters, element, paragraph
from listening.sharing.formats.docx.styles import LANGUAGE, styles
from listening.sharing.formats.options import Options

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a ZIP file can tell, given to every part."""

_CONTENT_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{_WORD}.numbering+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_WORD}.settings+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{_WORD}.footer+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)


def _relationships(*targets: tuple[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


_OF_PACKAGE = _relationships(
    (f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
    (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
)
_OF_DOCUMENT = _relationships(
    (f"{_OFFICE}/relationships/styles", "styles.xml"),
    (f"{_OFFICE}/relationships/numbering", "numbering.xml"),
    (f"{_OFFICE}/relationships/settings", "settings.xml"),
    (f"{_OFFICE}/relationships/footer", "footer1.xml"),
)

_BULLETS = (
    f'<w:numbering xmlns:w="{NAMESPACE}"><w:abstractNum w:abstractNumId="0">'
    f'{element("multiLevelType", val="singleLevel")}<w:lvl w:ilvl="0">{element("start", val=1)}'
    f"{element('numFmt', val='bullet')}{element('lvlText', val='•')}{element('lvlJc', val='left')}"
    f"<w:pPr>{element('ind', left=360, hanging=260)}</w:pPr></w:lvl></w:abstractNum>"
    f'<w:num w:numId="1">{element("abstractNumId", val=0)}</w:num></w:numbering>'
)

_SETTINGS = (
    f'<w:settings xmlns:w="{NAMESPACE}">{element("zoom", percent=100)}'
    f"<w:compat>{element('compatSetting', name='compatibilityMode', uri='http://schemas.microsoft.com/office/word', val=15)}"
    f"</w:compat>{element('themeFontLang', val=LANGUAGE)}</w:settings>"
)


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr="{name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'


_PAGES = f'<w:r><w:t xml:space="preserve">Page </w:t></w:r>{_field("PAGE")}'
_FOOTER = f'<w:ftr xmlns:w="{NAMESPACE}">{paragraph(_PAGES, "Footer")}</w:ftr>'

_MARGIN = 1_134
"""How far the text of a page is from its edges, in twentieths of a point."""


class Paper(NamedTuple):
    """A4, held this way or that; in twentieths of a point."""

    width: int
    height: int

    @property
    def text_width(self) -> int:
        """How wide its text is, between the margins."""
        return self.width - 2 * _MARGIN

    @property
    def section(self) -> str:
        """The markup that says so of a document."""
        lying = {"orient": "landscape"} if self.width > self.height else {}
        return (
            '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>'
            f"{element('pgSz', w=self.width, h=self.height, **lying)}"
            f"{element('pgMar', top=_MARGIN, right=_MARGIN, bottom=_MARGIN, left=_MARGIN, header=567, footer=567, gutter=0)}"
            "</w:sectPr>"
        )


PORTRAIT, LANDSCAPE = Paper(11_906, 16_838), Paper(16_838, 11_906)
"""Upright, and lying on its longer side."""


def package(document: Document, body: str, paper: Paper, options: Options) -> bytes:
    """Return the bytes of a Word file.

    Args:
        document: what it tells, for its properties.
        body: the markup of its blocks.
        paper: how its pages lie.
        options: when it is written, and whether in large print.
    """
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, content in _parts(document, body + paper.section, options).items():
            about = zipfile.ZipInfo(name, _EARLIEST)
            about.compress_type = zipfile.ZIP_DEFLATED
            # Else the ZIP file says on which system it was made.
            about.create_system = 0
            parts.writestr(about, (_XML + content).encode())
    return out.getvalue()


def _parts(document: Document, body: str, options: Options) -> dict[str, str]:
    return {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _OF_PACKAGE,
        "docProps/core.xml": _properties(document, options.generated),
        "word/document.xml": (
            f'<w:document xmlns:w="{NAMESPACE}" xmlns:r="{_OFFICE}/relationships">'
            f"<w:body>{body}</w:body></w:document>"
        ),
        "word/_rels/document.xml.rels": _OF_DOCUMENT,
        "word/styles.xml": styles(options.plain),
        "word/numbering.xml": _BULLETS,
        "word/settings.xml": _SETTINGS,
        "word/footer1.xml": _FOOTER,
    }


def _properties(document: Document, generated: datetime) -> str:
    """Return title, language, session and time; no author, since nobody gave a name for it."""
    facts = dict(document.front)
    at = generated.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{at}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{characters(document.title)}</dc:title><dc:language>{LANGUAGE}</dc:language>"
        f"<dc:identifier>{characters(str(facts.get('session', '')))}</dc:identifier>{dates}"
        "</cp:coreProperties>"
    )
