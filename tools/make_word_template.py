"""Makes `templates/memo/memo.docx` from the XML parts beside this file: `python tools/make_word_template.py`.

The template is kept as a file because users copy it and change it in Word; it is made from
parts because a changed style can then be read in a diff. It is stored uncompressed: what
deflate makes of the same bytes differs from one zlib to the next.
"""

import io
import sys
import zipfile
from pathlib import Path

_PARTS = Path(__file__).resolve().parent / "word_template"
_TEMPLATE = Path(__file__).resolve().parent.parent / "templates" / "memo" / "memo.docx"

_MEMBERS = (
    ("[Content_Types].xml", "content_types.xml"),
    ("_rels/.rels", "package_rels.xml"),
    ("docProps/app.xml", "app.xml"),
    ("docProps/core.xml", "core.xml"),
    ("word/_rels/document.xml.rels", "document_rels.xml"),
    ("word/document.xml", "document.xml"),
    ("word/fontTable.xml", "font_table.xml"),
    ("word/footer1.xml", "footer.xml"),
    ("word/footer2.xml", "footer.xml"),
    ("word/header1.xml", "header.xml"),
    ("word/header2.xml", "header.xml"),
    ("word/numbering.xml", "numbering.xml"),
    ("word/settings.xml", "settings.xml"),
    ("word/styles.xml", "styles.xml"),
    ("word/theme/theme1.xml", "theme.xml"),
)


def make() -> bytes:
    """The template document: the same bytes from the same parts, on every computer."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for member, part in _MEMBERS:
            entry = zipfile.ZipInfo(member, date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = 3  # zipfile would name the system it runs on
            # read_text folds line ends, which a checkout may have changed
            archive.writestr(entry, (_PARTS / part).read_text(encoding="utf-8").encode())
    return buffer.getvalue()


def main() -> None:
    _TEMPLATE.write_bytes(make())
    sys.stdout.write(f"{_TEMPLATE}\n")


if __name__ == "__main__":
    main()
