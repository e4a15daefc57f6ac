"""Names: how they are trimmed, compared and told apart."""

import re
from functools import cache
from itertools import pairwise

from briefing.parser import cues
from briefing.words import fold

_LEGAL_FORMS = frozenset(
    [
        "inc",
        "inc.",
        "incorporated",
        "ltd",
        "ltd.",
        "limited",
        "plc",
        "llc",
        "l.l.c.",
        "corp",
        "corp.",
        "corporation",
        "co",
        "co.",
        "company",
        "ag",
        "sa",
        "s.a.",
        "gmbh",
        "nv",
        "n.v.",
        "oyj",
        "oy",
        "ab",
        "asa",
    ]
)
_BODY_WORDS = frozenset(
    [
        "agency",
        "airlines",
        "alliance",
        "army",
        "assembly",
        "association",
        "authority",
        "bank",
        "board",
        "bureau",
        "center",
        "centre",
        "church",
        "club",
        "coalition",
        "college",
        "commission",
        "committee",
        "company",
        "congress",
        "corporation",
        "council",
        "court",
        "department",
        "federation",
        "force",
        "forces",
        "foundation",
        "fund",
        "government",
        "group",
        "house",
        "institute",
        "institution",
        "league",
        "ministry",
        "museum",
        "office",
        "organisation",
        "organization",
        "panel",
        "parliament",
        "partnership",
        "party",
        "police",
        "school",
        "senate",
        "service",
        "society",
        "studios",
        "times",
        "trust",
        "union",
        "university",
        "watch",
    ]
)
_POINTERS = "so-called|other|others|some|any|all|both|many|most|several|few|more|these|those|such|certain|various|the|our|their|his|her|its|my"
_MARKS = "“”\"‘’'`«»()[]{},;:.–—- "


def trim(name: str) -> str:
    """The name without article, possessive and the marks around it."""
    name = re.sub(r"^(the|a|an)\s+", "", name.strip(_MARKS), flags=re.IGNORECASE)
    name = re.sub(r"[’']s?$", "", name)
    name = re.split(r"\s+[—–]\s+|\s*\((?![^()]*\))", name)[0]
    inner = re.sub(r"[\[\]{}]", "", name).strip("“”\"‘’'`«»,;: –—-")
    inner = re.sub(r"\s+(?:Joint\s+)?(?:Statement|Communiqué|Declaration)$", "", inner)
    inner = re.sub(r",?\s+(?:Jr|Sr)\.?$", "", inner)
    return inner + "." if re.search(r"\b(?:[A-Z]\.)+[A-Z]$|\b(?:Inc|Corp|Ltd|Co)$", inner) else inner


def described(phrase: str) -> str:
    """A described group or body without what only counts or points: "some other European leaders"."""
    bare = re.sub(r"[“”\"«»]", "", trim(phrase))
    return re.sub(rf"^(?:(?:{_POINTERS})\s+)+", "", bare, flags=re.IGNORECASE).strip()


@cache
def countries() -> dict[str, str]:
    """Every folded name of a country with the country's usual name."""
    return {fold(form): name for name, row in cues.load("countries").items() for form in (name, *row["also"])}


@cache
def demonyms() -> dict[str, str]:
    """Every folded demonym ("french") with its country."""
    return {fold(form): name for name, row in cues.load("countries").items() for form in row["demonyms"]}


@cache
def seats() -> dict[str, str]:
    """Every folded capital or house of government ("kremlin") with its country."""
    return {fold(form): name for name, row in cues.load("countries").items() for form in row["seats"]}


def country_of(name: str) -> str | None:
    """The usual name of the country that `name` names, or whose demonym it is; else `None`."""
    key = fold(trim(name))
    return countries().get(key) or demonyms().get(key)


def core(name: str) -> str:
    """The name folded, without article and legal form: what two mentions of one body share."""
    parts = fold(trim(name)).replace(",", " ").split()
    while len(parts) > 1 and parts[-1] in _LEGAL_FORMS:
        parts.pop()
    return " ".join(parts)


def looks_like_body(name: str) -> bool:
    """Whether the name's own words say that it is an organisation."""
    return any(word in _BODY_WORDS or word in _LEGAL_FORMS for word in fold(name).replace(",", " ").split())


def is_acronym_of(short: str, long: str) -> bool:
    """Whether `short` is made of the capitals of `long`, in order ("UAAR", "Union of … Agnostics")."""
    letters = re.sub(r"[^A-Za-z]", "", short)
    if len(letters) < 2 or not letters[:2].isupper():
        return False
    capitals = "".join(word[0] for word in re.findall(r"[^\W\d_]+", long) if word[0].isupper())
    return letters.upper() == capitals.upper() and len(capitals) >= 2


def surname(name: str) -> str:
    """The folded last word of a person's name, suffixes such as "Jr." left out."""
    parts = [part for part in fold(name).split() if part.strip(".,") not in ("jr", "sr", "ii", "iii", "iv")]
    return parts[-1].strip(".,") if parts else fold(name)


def same_person(one: str, other: str) -> bool:
    """Whether one name may shorten the other: equal surnames and no clash of first names."""
    if surname(one) != surname(other):
        return False
    first, second = fold(one).split()[:-1], fold(other).split()[:-1]
    if not first or not second:
        return True
    return first[0][0] == second[0][0] and (len(first[0]) <= 2 or len(second[0]) <= 2 or first[0] == second[0])


def runs_of_capitals(text: str) -> bool:
    """Whether the text is set in capitals throughout, as headlines are."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 3 and all(c.isupper() for c in letters)


def contains_words(long: str, short: str) -> bool:
    """Whether the words of `short` stand together, in order, in `long`."""
    a, b = fold(long).split(), fold(short).split()
    return any(a[i : i + len(b)] == b for i in range(len(a) - len(b) + 1)) if b else False


def is_initials_pair(text: str) -> bool:
    """Whether the text is initials and dots only ("J. R.")."""
    return bool(re.fullmatch(r"(?:[A-Z]\.?\s*)+", text)) and all(len(a) < 3 for a, _ in pairwise([*text.split(), ""]))
