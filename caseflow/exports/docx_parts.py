"""The fixed parts of a Word document (.docx): a browser fills in the paragraphs and packs them."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile, ZipInfo

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPE_RELS = "application/vnd.openxmlformats-package.relationships+xml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def _style(name: str, size: int, *, bold: bool = False, level: int | None = None) -> str:
    """Return a paragraph style; ``size`` is in half points, ``level`` that of a heading."""
    base = '<w:basedOn w:val="Normal"/>' if name != "Normal" else ""
    default = ' w:default="1"' if name == "Normal" else ""
    title = name if level is None else f"heading {level + 1}"
    outline = "" if level is None else f'<w:keepNext/><w:outlineLvl w:val="{level}"/>'
    indent = '<w:ind w:left="400"/>' if name == "Detail" else ""
    weight = "<w:b/>" if bold else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{name}"><w:name w:val="{title}"/>{base}'
        f'<w:pPr>{outline}<w:spacing w:before="0" w:after="60"/>{indent}</w:pPr>'
        f'<w:rPr>{weight}<w:sz w:val="{size}"/></w:rPr></w:style>'
    )


STYLES = (
    f'{_XML}<w:styles xmlns:w="{_WORD}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:lang w:val="en-GB"/>'
    "</w:rPr></w:rPrDefault></w:docDefaults>"
    + _style("Normal", 21)
    + _style("Heading1", 32, bold=True, level=0)
    + _style("Heading2", 25, bold=True, level=1)
    + _style("Detail", 18)
    + "</w:styles>"
)
PARAGRAPH = (
    '<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>'
)
"""A paragraph: its style, then its words, escaped."""
PARTS = {
    "[Content_Types].xml": (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{_TYPE_RELS}"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    ),
    "word/_rels/document.xml.rels": (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "word/styles.xml": STYLES,
}
"""Every file of the package by its path, but for the document's own."""
DOCUMENT = (
    f'{_XML}<w:document xmlns:w="{_WORD}"><w:body>{{}}<w:sectPr>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1000" w:right="1000" w:bottom="1000" w:left="1000" w:header="500" '
    'w:footer="500" w:gutter="0"/></w:sectPr></w:body></w:document>'
)
"""The document, with {} where its paragraphs go."""
_FIXED = (1980, 1, 1, 0, 0, 0)
_SUMS = 12
"""How many bytes a file's check sum and its size, said twice, take up in each of its headers."""


def docx_parts() -> dict[str, str]:
    """Return what a browser needs to write a Word document.

    ``start`` and ``end`` are the bytes of the package before and after the document, each written
    as the letter of that number. In both, {}{}{} stands for the document's check sum, size and
    size, four bytes each; the fourth {} of ``end`` for the length of all that comes before it.
    """
    file = BytesIO()
    with ZipFile(file, "w") as package:
        for name, content in {**PARTS, "word/document.xml": ""}.items():
            about = ZipInfo(name, _FIXED)
            about.create_system = 0  # the same package wherever it is built
            package.writestr(about, content)
    packed = file.getvalue()
    own, listed = packed.rindex(b"PK\3\4") + 14, packed.rindex(b"PK\1\2") + 16
    start = packed[:own] + b"{}{}{}" + packed[own + _SUMS : package.start_dir]
    end = packed[package.start_dir : listed] + b"{}{}{}" + packed[listed + _SUMS : -6]
    return {
        "start": start.decode("latin-1"),
        "end": (end + b"{}" + packed[-2:]).decode("latin-1"),
        "document": DOCUMENT,
        "paragraph": PARAGRAPH,
    }
