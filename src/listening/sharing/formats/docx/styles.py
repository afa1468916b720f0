"""The styles of a Word file: large enough, dark enough, and without slanted type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from listening.sharing.formats.docx.markup import NAMESPACE, element

LANGUAGE = "en-GB"
"""The language of the program's own words."""

_FONT = "Arial"
_INK = "1A1A1A"
_LINE = "8A8A8A"


@dataclass(frozen=True, slots=True)
class Print:
    """Sizes of type, in points."""

    text: float
    headings: tuple[float, float, float, float]
    """Of the title and of headings 2 to 4."""


NORMAL = Print(11, (20, 16, 13, 11.5))
"""The print of an export."""

LARGE = Print(16, (26, 22, 19, 17))
"""Large print: 16 points and more."""


def styles(large: bool) -> str:  # noqa: FBT001 (a print is large or not)
    """Return the part that holds the styles."""
    sizes = LARGE if large else NORMAL
    return (
        f'<w:styles xmlns:w="{NAMESPACE}">{_defaults(sizes)}'
        f"{''.join(_paragraph_styles(sizes))}{_TABLE_GRID}</w:styles>"
    )


def _defaults(sizes: Print) -> str:
    fonts = element("rFonts", ascii=_FONT, hAnsi=_FONT, cs=_FONT)
    language = element("lang", val=LANGUAGE, eastAsia="zh-CN", bidi="ar-SA")
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}{element('color', val=_INK)}{_size(sizes.text)}"
        f"{language}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        f"{element('spacing', before=60, after=100, line=288, lineRule='auto')}"
        "</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _paragraph_styles(sizes: Print) -> Iterator[str]:
    yield (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>"
    )
    for level, size in enumerate(sizes.headings, 1):
        yield _heading(level, size)
    yield _style("Quote", "Quote", _QUOTE, _size(sizes.text))
    yield _style("ListBullet", "List Bullet", _LIST)
    yield _style("Caption", "caption", _CAPTION, "<w:b/><w:bCs/>")
    yield _style("TableText", "Table Text", _TIGHT)
    yield _style("TableHeading", "Table Heading", _TIGHT, "<w:b/><w:bCs/>")
    yield _style("Footer", "footer", element("jc", val="right"))


_QUOTE = (
    f"<w:pBdr>{element('left', val='single', sz=24, space=10, color=_LINE)}</w:pBdr>"
    f"{element('spacing', before=160, after=100)}{element('ind', left=360, right=360)}"
)
_LIST = f"<w:numPr>{element('numId', val=1)}</w:numPr>{element('spacing', before=0, after=40)}"
_CAPTION = f"<w:keepNext/>{element('spacing', before=200, after=80)}"
_TIGHT = element("spacing", before=40, after=40, line=252, lineRule="auto")

_EDGES = "".join(
    element(side, val="single", sz=4, space=0, color=_LINE)
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_TABLE_GRID = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    f"<w:tblPr><w:tblCellMar>{element('left', w=108, type='dxa')}{element('right', w=108, type='dxa')}"
    "</w:tblCellMar></w:tblPr></w:style>"
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
    f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{_EDGES}</w:tblBorders></w:tblPr></w:style>'
)


def _heading(level: int, size: float) -> str:
    above = 360 if level < 4 else 240
    paragraph = (
        f"<w:keepNext/><w:keepLines/>{element('spacing', before=above, after=100)}"
        f"{element('outlineLvl', val=level - 1)}"
    )
    return _style(f"Heading{level}", f"heading {level}", paragraph, f"<w:b/><w:bCs/>{_size(size)}")


def _style(own_id: str, name: str, paragraph: str, run: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{own_id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr>'
        f"{f'<w:rPr>{run}</w:rPr>' if run else ''}</w:style>"
    )


def _size(points: float) -> str:
    half = round(points * 2)
    return element("sz", val=half) + element("szCs", val=half)
