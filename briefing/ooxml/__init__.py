"""Word files as packages of XML: what their readers and their writers share.

package.py    a file that strangers made, checked before anything in it is unpacked
elements.py   elements by name, whichever namespace a program writes
names.py      the names of places in a memo
paragraphs.py its paragraphs, with marks, tracked changes, comments and footnotes
ledger.py     what a memo shows, line by line, as it was drawn
"""
