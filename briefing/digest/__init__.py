"""Digests: what the briefings on several stories say, and what of it is new since the last one.

`making` makes a digest of briefings that `shelf` has put by, `model` says what it holds, `formats` writes
it. Nothing is imported here: the command line reads the table of formats, and must not wait for the rest.
"""
