"""Which blocks say what every release of their publisher says: who it is, what its lawyers want said."""

import re

from briefing.document import BlockKind, Document
from briefing.parser import cues

# "About Northern Ferries", "ABOUT NORTHERN FERRIES LTD": the name of a publisher, not of a scheme.
_ABOUT = re.compile(r"(?:About|ABOUT) (?:the |THE )?(?P<name>[A-Z][^?]{1,80})$")
_ABOUT_INLINE = re.compile(
    r"About [A-Z][\w&.,’' -]{2,60}?(?::\s|(?<=[a-z])(?=[A-Z][a-z]))|ABOUT [A-Z][A-Z&.,’'() -]{2,60} (?=[A-Z][a-z])"
)
_LEGAL = re.compile(
    r"^(?:forward[- ]looking|cautionary|safe harbou?r|disclaimer|legal notice"
    r"|(?:media |press )?contacts?$|investor relations)",
    re.IGNORECASE,
)
# What American and British securities law has releases say.
_LEGAL_WORDS = re.compile(
    r"forward[- ]looking statements?|undertakes? no (?:obligation|duty)|(?:no|any) obligation to update"
    r"|actual results (?:(?:will|may|could|might|to) )?(?:meet|differ)",
    re.IGNORECASE,
)


# What wires and collections set under what they pass on.
_PASSED_ON = re.compile(
    r"^the post .{3,200} (?:first )?appeared (?:first )?on |^(?:source|curated from|original press release)\b.{0,40}$"
    r"|^the source url for this "
    r"|^this (?:press release|news story|content) (?:is|was) (?:distributed|issued|originally|based|relayed)"
    r"|^(?:media |press )?contacts?: .{0,120}$"
    r"|^view (?:the )?original (?:content|release|source)|^for more information,? (?:please )?(?:visit|contact)\b",
    re.IGNORECASE,
)


def blocks(document: Document) -> frozenset[int]:
    """The numbers of the blocks that are boilerplate, headings included. A section ends with the next heading."""
    found = set()
    within = False
    for number, block in enumerate(document.blocks):
        text = document.text_of(block)
        if block.kind in (BlockKind.TITLE, BlockKind.HEADING):
            within = block.kind is BlockKind.HEADING and _opens(text)
        elif _names_a_firm(text):
            within = True
        if within or _LEGAL_WORDS.search(text) or _ABOUT_INLINE.match(text) or _PASSED_ON.match(text):
            found.add(number)
    return frozenset(found)


def _names_a_firm(text: str) -> bool:
    """Whether a paragraph is such a heading: the full stop of a legal form makes it look like a sentence."""
    about = _ABOUT.match(text.strip(" :*"))
    return about is not None and about["name"].split()[-1].lower() in cues.words("names", "legal_forms")


def _opens(heading: str) -> bool:
    heading = heading.strip(" :*")
    about = _ABOUT.match(heading)
    if about is None:
        return bool(_LEGAL.match(heading))
    return about["name"].split()[-1].lower() not in cues.load("undertaking")["instruments"]["words"]
