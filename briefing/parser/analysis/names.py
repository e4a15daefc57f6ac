"""Names: how they are trimmed, compared and told apart."""

import re
from functools import cache, lru_cache

from briefing.parser import cues
from briefing.words import TITLES, fold

_POINTERS = (
    "so-called|other|others|some|any|all|both|many|most|several|few|more|these|those|such|certain|various|the|our|their"
    "|his|her|its|my|first|second|third|next|last"
)
# The same few names are compared over and over; how many results are kept for each question.
_REMEMBERED = 4096
# "About Acme Works" as a heading that ran into "Acme Works is …".
_TWICE = re.compile(r"^(\S{8,}|\S+ \S.*?)\s*(?=\1(?:\W|$))")
_MARKS = "“”\"‘’'`«»()[]{},;:.–—- "


@lru_cache(_REMEMBERED)
def trim(name: str) -> str:
    """The name without article, possessive and the marks around it."""
    name = re.sub(r"^(?:[Tt]he|THE|a|an)\s+(?!Hague\b)", "", name.strip(_MARKS))
    name = re.sub(r"[’']s?$", "", name)
    name = re.split(r"\s+[—–]\s+|\s*\((?![^()]*\))", name)[0]
    inner = re.sub(r"[\[\]{}]", "", name).strip("“”\"‘’'`«»,;: –—-")
    inner = re.sub(r"\s+(?:Joint\s+)?(?:Statement|Communiqué|Declaration)$", "", inner)
    inner = re.sub(r",?\s+(?:Jr|Sr|JR|SR)\.?$", "", inner)
    inner = _TWICE.sub("", inner)
    return inner + "." if re.search(r"\b(?:[A-Z]\.)+[A-Z]$|\b(?:Inc|Corp|Ltd|Co)$", inner) else inner


def described(phrase: str) -> str:
    """A described group or body without what only counts or points: "some other European leaders"."""
    bare = re.sub(r"[“”\"«»]", "", trim(phrase))
    return re.sub(rf"^(?:(?:{_POINTERS})\s+)+", "", bare, flags=re.IGNORECASE).strip()


def without_seat(phrase: str) -> str:
    """The phrase without what says where a firm sits or who owns it: "Bergen, Norway-based company"."""
    return re.sub(r"^.*\b[\w.]+-(?:based|listed|owned|backed|headquartered)\s+", "", phrase)


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


@lru_cache(_REMEMBERED)
def core(name: str) -> str:
    """The name folded, without article, legal form and the dots of initials: what two mentions of one body share."""
    parts = fold(trim(name)).replace(",", " ").split()
    while len(parts) > 1 and (parts[-1] in cues.words("names", "legal_forms") or parts[-1] in ("&", "and")):
        parts.pop()
    return " ".join(part.replace(".", "") if re.fullmatch(r"(?:[a-z]\.)+", part) else part for part in parts)


@lru_cache(_REMEMBERED)
def looks_like_body(name: str) -> bool:
    """Whether the name's own words say that it is an organisation."""
    telling = cues.words("names", "bodies") | cues.words("names", "legal_forms")
    return any(word in telling for word in fold(name).replace(",", " ").split())


@lru_cache(_REMEMBERED)
def heads(name: str, word: str) -> bool:
    """Whether the word alone may stand for the body: "Commission" for "Federal Energy Commission"."""
    key, parts = fold(word), re.split(r"\s+(?:of|for|on)\s+", fold(name))[0].split()
    return key in cues.words("names", "heads") and len(fold(name).split()) > 1 and parts[-1] == key


@lru_cache(_REMEMBERED)
def is_acronym_of(short: str, long: str) -> bool:
    """Whether `short` is made of the first letters of `long`, in order ("Nato", "HHS", "CDC", "MoD")."""
    letters = re.sub(r"[^A-Za-z]", "", short)
    marked = (
        letters[:2].isupper() or (letters.istitle() and len(letters) > 3) or re.fullmatch(r"[A-Z][a-z][A-Z]", letters)
    )
    if len(letters) < 2 or not marked or " " in short.strip():
        return False
    initials = [word[0] for word in re.findall(r"[^\W\d_]+", long)]
    capitals = "".join(letter for letter in initials if letter.isupper())
    wanted = letters.upper()
    # The United States' HHS leaves out the Department, its CDC the Prevention.
    shortened = len(wanted) > 2 and wanted in (capitals[1:], capitals[:-1])
    spelt = not letters.istitle() and wanted == "".join(initials).upper()
    return len(capitals) >= 2 and (wanted == capitals or spelt or shortened)


@lru_cache(_REMEMBERED)
def surnames(name: str) -> tuple[str, ...]:
    """The folded words by which alone a person may be called, "Jr.", "MP" and "al-" left out: the last, and of three or
    more the one before it, which may be the first of two surnames.
    """
    words = [word for word in _words(name) if word not in TITLES] or _words(name)
    if len(words) < 3 or len(words[-2]) < 3 or words[-2] in cues.words("names", "particles"):
        return (words[-1],)
    return words[-1], words[-2]


@lru_cache(_REMEMBERED)
def same_person(one: str, other: str) -> bool:
    """Whether one name may shorten the other: equal surnames and no clash of first names.

    Of two surnames the first may be the one in use: "Ricardo Torres Nevares" is Torres, or Torres Nevares.
    """
    short, long = sorted((_words(one), _words(other)), key=len)
    if len(short) > 1 and long[-len(short) :] == short:
        return True
    if surnames(one)[0] not in surnames(other) and surnames(other)[0] not in surnames(one):
        return False
    first, second = _given(one), _given(other)
    if first is None or second is None or first == second:
        return True
    if first[0] == second[0] and any(len(given.replace(".", "")) <= 2 for given in (first, second)):
        return True
    brief, whole = sorted((first, second), key=len)
    return (len(brief) > 2 and whole.startswith(brief)) or whole in cues.load("names")["nicknames"].get(brief, ())


def shortened(name: str) -> frozenset[str]:
    """The folded ways to say a person's name with two words or more of it, the first or the last ones."""
    words = _words(name)
    parts = (" ".join(part) for n in range(2, len(words)) for part in (words[:n], words[-n:]))
    return frozenset(part for part in parts if not country_of(part))


def _words(name: str) -> list[str]:
    parts = [part.strip(".,") for part in fold(name).split()]
    kept = [part for part in parts if part and part not in cues.words("names", "suffixes")] or [fold(name)]
    return [re.sub(r"^(?:al|el)-", "", part) for part in kept]


def _given(name: str) -> str | None:
    """The folded first name, titles and the particles of the family name aside."""
    before = [part for part in _words(name)[:-1] if part not in TITLES and part not in cues.words("names", "particles")]
    return before[0] if before else None


def contains_words(long: str, short: str) -> bool:
    """Whether the words of `short` stand together, in order, in `long`."""
    a, b = fold(long).split(), fold(short).split()
    return any(a[i : i + len(b)] == b for i in range(len(a) - len(b) + 1)) if b else False
