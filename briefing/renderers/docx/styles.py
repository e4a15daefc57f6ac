"""The styles that memos are set in. A template may change their looks, not their names."""

from enum import StrEnum


class Style(StrEnum):
    """A style by its name in the file. Word and LibreOffice rename the ids of styles, never these."""

    TITLE = "Title"
    HEADING_1 = "heading 1"
    HEADING_2 = "heading 2"
    HEADING_3 = "heading 3"
    BODY = "Body Text"
    MEMO_KIND = "Memo Kind"
    ORIGIN = "Origin"
    MEMO_HEAD = "Memo Head"
    BOTTOM_LINE_HEADING = "Bottom Line Heading"
    BOTTOM_LINE = "Bottom Line"
    BULLET = "List Bullet"
    NUMBER = "List Number"
    QUOTE = "Quote"
    NOTE = "Note"
    SECTION_NOTE = "Section Note"
    EVIDENCE = "Evidence"
    TABLE = "Memo Table"
    TABLE_HEAD = "Table Head"
    TABLE_TEXT = "Table Text"
    TABLE_NUMBER = "Table Number"
    HEADER = "header"
    FOOTER = "footer"
    MARKING = "Marking"
    # of characters
    LABEL = "Label"
    DETAIL = "Detail"
    REFERENCE = "Reference"
    BACK_REFERENCE = "Back Reference"
    STRONG = "Strong"
    CODE = "HTML Code"
    LINK = "Hyperlink"
