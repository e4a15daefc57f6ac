"""Drives LibreOffice: run by the Python that has its bridge (`python3-uno`), apart from the tests.

    python3 driving.py JOB.json

The job names the file to open, the operations in their order, and the files to save in turn; each of them is
opened again before the next is saved, as it is when a memo goes from hand to hand.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK  # type: ignore[import-not-found]

_FILTERS = {".docx": "MS Word 2007 XML", ".odt": "writer8"}


def _value(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def _desktop(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
        except Exception:
            time.sleep(0.25)
    raise SystemExit("LibreOffice does not start")


class Office:
    def __init__(self, desktop):
        self.desktop = desktop
        self.document = None

    def open(self, path):
        url = uno.systemPathToFileUrl(path)
        self.document = self.desktop.loadComponentFromURL(url, "_blank", 0, (_value("Hidden", True),))

    def save(self, path):
        url = uno.systemPathToFileUrl(path)
        self.document.storeToURL(url, (_value("FilterName", _FILTERS[Path(path).suffix]),))
        self.document.close(True)

    def find(self, text):
        descriptor = self.document.createSearchDescriptor()
        descriptor.SearchString = text
        descriptor.SearchCaseSensitive = True
        found = self.document.findFirst(descriptor)
        if found is None:
            raise SystemExit(f"LibreOffice does not find “{text}”")
        return found

    def replace(self, old, new):
        """Types over a selection."""
        found = self.find(old)
        cursor = found.Text.createTextCursorByRange(found)
        found.Text.insertString(cursor, new, True)

    def replace_in_table(self, old, new):
        descriptor = self.document.createSearchDescriptor()
        descriptor.SearchString = old
        found = self.document.findAll(descriptor)
        # The annex quotes the words as well; the table is where they stand alone.
        places = [found.getByIndex(number) for number in range(found.Count)]
        place = next(one for one in places if one.TextTable is not None)
        place.Text.insertString(place.Text.createTextCursorByRange(place), new, True)

    def type_before(self, text, new):
        found = self.find(text)
        found.Text.insertString(found.Start, new, False)

    def type_after(self, text, new):
        found = self.find(text)
        found.Text.insertString(found.End, new, False)

    def type_at_end(self, text, new):
        """At the end of the paragraph that holds a text."""
        cursor = self._paragraph(text)
        cursor.gotoEndOfParagraph(False)
        cursor.Text.insertString(cursor, new, False)

    def add_paragraph(self, after, new):
        cursor = self._paragraph(after)
        cursor.gotoEndOfParagraph(False)
        cursor.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
        cursor.Text.insertString(cursor, new, False)

    def delete_paragraph(self, text):
        cursor = self._paragraph(text)
        cursor.gotoStartOfParagraph(False)
        cursor.gotoNextParagraph(True)
        cursor.setString("")

    def delete_row(self, text):
        table, row = self._row(text)
        table.Rows.removeByIndex(row, 1)

    def add_row(self, after, *texts):
        table, row = self._row(after)
        table.Rows.insertByIndex(row + 1, 1)
        for column, text in enumerate(texts):
            table.getCellByPosition(column, row + 1).setString(text)

    def move(self, text, before):
        """Cuts the paragraph that holds a text, and pastes it before that which holds another."""
        controller = self.document.CurrentController
        cursor = self._paragraph(text)
        cursor.gotoStartOfParagraph(False)
        cursor.gotoNextParagraph(True)
        controller.select(cursor)
        held = controller.getTransferable()
        self.delete_paragraph(text)
        place = self._paragraph(before)
        place.gotoStartOfParagraph(False)
        controller.ViewCursor.gotoRange(place, False)
        controller.insertTransferable(held)

    def type_in_footnote(self, number, new):
        """At the end of a footnote; they are counted from 0."""
        note = self.document.Footnotes.getByIndex(number)
        note.Text.insertString(note.End, new, False)

    def add_footnote(self, after, new):
        note = self.document.createInstance("com.sun.star.text.Footnote")
        found = self.find(after)
        found.Text.insertTextContent(found.End, note, False)
        note.Text.insertString(note.Start, new, False)

    def comment(self, text, words, author):
        note = self.document.createInstance("com.sun.star.text.textfield.Annotation")
        note.Content, note.Author = words, author
        found = self.find(text)
        found.Text.insertTextContent(found, note, True)

    def track(self, on):
        self.document.RecordChanges = on

    def _paragraph(self, text):
        found = self.find(text)
        return found.Text.createTextCursorByRange(found.Start)

    def _row(self, text):
        cell = self.find(text).Start
        table, name = cell.TextTable, cell.Cell.CellName
        return table, int("".join(sign for sign in name if sign.isdigit())) - 1


def main():
    job = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as home:
        pipe = f"exam{Path(home).name}"
        office = subprocess.Popen(
            ["soffice", "--headless", "--norestore", "--nologo", f"-env:UserInstallation=file://{home}",
             f"--accept=pipe,name={pipe};urp;"],
            start_new_session=True,
        )  # fmt: skip
        try:
            desktop = _desktop(pipe)
            driver = Office(desktop)
            driver.open(job["open"])
            before, *later = job["before"], job["after"]
            for path in before:
                driver.save(path)
                driver.open(path)
            for name, *arguments in job["edits"]:
                getattr(driver, name)(*arguments)
            for steps in later:
                for number, path in enumerate(steps):
                    driver.save(path)
                    if number < len(steps) - 1:
                        driver.open(path)
            desktop.terminate()
            office.wait(30)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(office.pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
