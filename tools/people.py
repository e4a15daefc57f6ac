"""Draws from WordNet the words for what a person is or does: `briefing/parser/cues/people.toml`.

    python tools/people.py FOLDER --out briefing/parser/cues/people.toml

FOLDER holds WordNet's `data.noun` and `index.noun` (Fellbaum 1998, wndb(5WN)). A word is taken when its
commonest sense stands in the lexicographers' file of persons, it is written without capitals, and no gloss
calls it abuse.
"""

import argparse
import re
import sys
import textwrap
from pathlib import Path

from briefing.errors import BriefingError, SourceError
from briefing.writing import write

# The number of the lexicographers' file "noun.person" (lexnames(5WN)).
_PERSONS = "18"
# What WordNet's glosses call abuse is no role.
_ABUSE = re.compile(r"\b(?:slur|offensive|obscene|disparag\w+|derogatory|vulgar|insult\w*|contempt\w*|abuse)\b")
_WIDTH = 118
_HEAD = """\
# What a person is or does, in one word: nouns whose commonest sense WordNet 3.0 keeps among those of persons
# (Fellbaum 1998; drawn by tools/people.py). WordNet comes under this licence:
#
# This software and database is being provided to you, the LICENSEE, by Princeton University under the following
# license. By obtaining, using and/or copying this software and database, you agree that you have read, understood,
# and will comply with these terms and conditions.:
#
# Permission to use, copy, modify and distribute this software and database and its documentation for any purpose
# and without fee or royalty is hereby granted, provided that you agree to comply with the following copyright notice
# and statements, including the disclaimer, and that the same appear on ALL copies of the software, database and
# documentation, including modifications that you make for internal use or for distribution.
#
# WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved.
#
# THIS SOFTWARE AND DATABASE IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES,
# EXPRESS OR IMPLIED. BY WAY OF EXAMPLE, BUT NOT LIMITATION, PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR
# WARRANTIES OF MERCHANTABILITY OR FITNESS FOR ANY PARTICULAR PURPOSE OR THAT THE USE OF THE LICENSED SOFTWARE,
# DATABASE OR DOCUMENTATION WILL NOT INFRINGE ANY THIRD PARTY PATENTS, COPYRIGHTS, TRADEMARKS OR OTHER RIGHTS.
#
# The name of Princeton University or Princeton may not be used in advertising or publicity pertaining to
# distribution of the software and/or database. Title to copyright in this software, database and any associated
# documentation shall at all times remain with Princeton University and LICENSEE agrees to preserve same.

words = [
"""


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    options = parser.parse_args(arguments)
    try:
        found = _words(options.folder)
        listed = textwrap.fill(" ".join(f'"{word}",' for word in found), _WIDTH, break_on_hyphens=False)
        write(options.out, f"{_HEAD}{textwrap.indent(listed, '  ')}\n]\n".encode())
    except BriefingError as error:
        print(f"people: {error}", file=sys.stderr)
        return 1
    print(f"{len(found)} words → {options.out}")
    return 0


def _words(folder: Path) -> list[str]:
    """The words for persons, in order."""
    persons = {}
    for line in _lines(folder / "data.noun"):
        offset, sort, _, _, rest = line.split(" ", 4)
        if sort == _PERSONS:
            # The words of a synset as they are written, each with a number behind it.
            abusive = _ABUSE.search(rest.partition("|")[2]) is not None
            persons[offset] = set() if " @i " in rest or abusive else set(rest.split(" @", 1)[0].split())
    found = set()
    for line in _lines(folder / "index.noun"):
        # The lemma; last come, commonest first, the offsets of its senses, whose count stands third.
        fields = line.split()
        word, first = fields[0], fields[-int(fields[2])]
        if word in persons.get(first, ()) and word.replace("-", "").isalpha():
            found.add(word)
    return sorted(found)


def _lines(file: Path) -> list[str]:
    try:
        text = file.read_text("ascii", errors="replace")
    except OSError as error:
        raise SourceError(f"cannot be read ({error.strerror})", where=str(file)) from error
    return [line for line in text.splitlines() if not line.startswith("  ")]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
