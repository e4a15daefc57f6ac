"""Readers: bytes → `Document`, one file per kind of input.

A new reader is one file here and one row in `READERS`. The first row that recognises an input
reads it; recognition goes by content first, then by media type, then by the name's ending.
"""
