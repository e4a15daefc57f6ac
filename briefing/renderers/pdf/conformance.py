"""One file that is both PDF/UA-1 and PDF/A-3a, and says so.

WeasyPrint writes one identification; the other is added to the metadata (ISO 14289-1, section 5),
with the description of its schema that PDF/A wants (ISO 19005-3, section 6.6.2.3).
"""

import io
from functools import lru_cache
from importlib.resources import files
from typing import Any

VARIANT = "pdf/a-3a"
"""What WeasyPrint is asked for: with it come the file's identifier and the attachment's role."""

_NO_TEXT, _WORD_JOINER = b"> <>", b"> <2060>"
_UA = "http://www.aiim.org/pdfua/ns/id/"
_EXTENSION = "http://www.aiim.org/pdfa/ns/"
_IDENTIFICATION = f"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="{_UA}"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="{_EXTENSION}extension/" xmlns:pdfaSchema="{_EXTENSION}schema#" \
xmlns:pdfaProperty="{_EXTENSION}property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>{_UA}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description>
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>"""


def colour_profile() -> Any:
    """The colours that the file means: sRGB, as the profile that WeasyPrint brings along."""
    from weasyprint.css import ColorProfile

    # Left to itself it leaves the profile's file open.
    return ColorProfile(io.BytesIO(_profile()), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


@lru_cache(maxsize=1)
def _profile() -> bytes:
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


def identify(document: Any, pdf: Any) -> None:
    """Writes the metadata with both identifications, uncompressed, so that any program finds them."""
    rdf = document.metadata.generate_rdf_metadata("a", 3, "A").decode()
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        f'{rdf.replace("</rdf:RDF>", _IDENTIFICATION)}\n</x:xmpmeta>\n<?xpacket end="r"?>'
    )
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.stream, metadata.compress = [packet.encode()], False


def name_every_glyph(pdf: Any) -> None:
    """Gives a text to the glyphs that WeasyPrint leaves without one: the dots and strokes of some scripts.

    The letter that they belong to has the text; theirs is a word joiner, which is neither seen nor read.
    """
    for one in pdf.objects:
        parts: list[Any] = getattr(one, "stream", None) or []
        if len(parts) > 2 and parts[2] == b"begincmap":
            one.stream = [part[: -len(_NO_TEXT)] + _WORD_JOINER if part.endswith(_NO_TEXT) else part for part in parts]
