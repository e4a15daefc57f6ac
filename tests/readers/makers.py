"""Makes the files that tests read: PDF, Word and ZIP, each written out by hand so that it holds what it says."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_WIDTH, _HEIGHT = 595, 842
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True)
class Words:
    """Words on a page: points from the lower left corner."""

    text: str
    left: float = 72
    base: float = 700
    size: float = 11
    bold: bool = False


def pdf(pages: Iterable[Iterable[Words]], *, picture: bool = False, title: str = "", turned: int = 0) -> bytes:
    """A PDF of these words in Helvetica; with `picture` each page also has an image.

    With `turned` the pages are shown turned by so many degrees, and the words drawn so that they are seen upright.
    """
    objects = ["", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>")
    dot = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1"
    objects.append(f"<< {dot} >>\nstream\n@\nendstream")
    kids = []
    for page in pages:
        drawn = "q 400 0 0 500 50 50 cm /Im Do Q\n" if picture else ""
        for words in page:
            text = words.text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            font = f"/{'B' if words.bold else 'F'} {words.size} Tf"
            drawn += f"BT {font} {_placed(words, turned)} Tm ({text}) Tj ET\n"
        objects.append(f"<< /Length {len(drawn.encode('cp1252'))} >>\nstream\n{drawn}endstream")
        content = len(objects)
        fonts = "/Resources << /Font << /F 3 0 R /B 4 0 R >> /XObject << /Im 5 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {_WIDTH} {_HEIGHT}] /Rotate {turned} {fonts} "
            f"/Contents {content} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[0] = "<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< /Title ({title}) >>")
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    end = out.rindex(b"xref\n")
    trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>"
    return out + f"trailer\n{trailer}\nstartxref\n{end}\n%%EOF\n".encode()


def _placed(words: Words, turned: int) -> str:
    """The matrix that puts words where they are seen to stand on a page that is shown turned."""
    return {
        0: f"1 0 0 1 {words.left} {words.base}",
        90: f"0 1 -1 0 {_WIDTH - words.base} {words.left}",
        180: f"-1 0 0 -1 {_WIDTH - words.left} {_HEIGHT - words.base}",
        270: f"0 -1 1 0 {words.base} {_HEIGHT - words.left}",
    }[turned]


def column(text: str, *, left: float = 72, top: float = 760, width: int = 80, size: float = 11) -> list[Words]:
    """A paragraph set line by line, `width` characters wide, in lines 1.2 times as high as the type."""
    lines: list[str] = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) + 1 > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return [Words(line, left, top - number * size * 1.2, size) for number, line in enumerate(lines)]


def archive(**parts: str | bytes) -> bytes:
    """A ZIP file; a double underscore in a part's name stands for a slash."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def docx(body: str, *, styles: str = "", footnotes: str = "", properties: str = "") -> bytes:
    """A Word file whose body is this WordprocessingML (with the prefix "w")."""
    related = "".join(
        f'<Relationship Id="r{kind}" Type="{_RELATIONS}/{kind}" Target="{kind}.xml"/>'
        for kind in ("styles", "footnotes")
    )
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{relations}">'
        f'<Relationship Id="r1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="r2" Type="{core}" Target="docProps/core.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{relations}">{related}</Relationships>',
        "word/document.xml": f"<w:document {_WORD}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_WORD}>{styles}</w:styles>",
        "word/footnotes.xml": f"<w:footnotes {_WORD}>{footnotes}</w:footnotes>",
        "docProps/core.xml": '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:dcterms="http://purl.org/dc/terms/">{properties}</cp:coreProperties>',
    }
    return archive(**{name.replace("/", "__"): part for name, part in parts.items()})


def paragraph(text: str, style: str = "", *, properties: str = "") -> str:
    """A paragraph of WordprocessingML."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f'<w:p><w:pPr>{named}{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
