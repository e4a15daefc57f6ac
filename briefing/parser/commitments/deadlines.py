"""By when a commitment is due: the times in its clause, at its head, or set for a whole list by its introduction."""

import re
from typing import TYPE_CHECKING

from briefing.model import Polarity
from briefing.parser.analysis import clauses, terms
from briefing.parser.analysis.analysis import Analysis
from briefing.parser.analysis.terms import Range
from briefing.parser.commitments import parties
from briefing.parser.commitments.candidate import Candidate, kind_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEAR = 8
# A time further from a participle than this may as well belong to the whole clause.
_BESIDE = 3
_SETTING = frozenset({"by", "before", "during", "in", "over", "until", "within"})
_AHEAD = frozenset({"modal", "is to", "going to", "would", "adjective", "progressive"})
_PLAIN = {"by": 0, "before": 0, "until": 0, "within": 0, "on": 1, "in": 1, "at": 1, "over": 1, "starting": 1, "for": 3}
_NOT_AHEAD = (
    "ago",
    "every",
    "each",
    "annual",
    "annually",
    "year-old",
    "years old",
    "last (?!day|week of|days of|hours of)",
    "past",
    "previous",
    "earlier",
    "recent",
    "multi-year",
)


def times(candidate: Candidate, tokens: list["Token"]) -> list[Range]:
    """Times by or at which it is to happen, the one with the plainest preposition first."""
    found = [one for one in terms.times(tokens) if _looks_ahead(candidate, one)]
    found += [one for one in terms.undated(tokens) if not _is_of_another(candidate, one[0])]
    found += _when(candidate)
    # "during the summit in May" holds "in May".
    found = [one for one in found if not any(_holds(other, one) for other in found)]
    return sorted(_joined(found), key=lambda one: (_PLAIN.get(one[0].lower_, 2), one[0].i))


def says_how_long(condition: Range, polarity: Polarity) -> bool:
    """Whether a clause ends the act, not allows it: "will stay until they agree", unlike "will not stay until"."""
    first = condition[0]
    if first.lower_ in ("until", "till"):
        return polarity is Polarity.DO
    return (
        first.i > 0 and first.nbor(-1).lower_ == "for" and first.doc[first.i : first.i + 3].text.lower() == "as long as"
    )


def _joined(found: list[Range]) -> list[Range]:
    """The times in order, an hour as one with the day beside it: "at 14:00 on Thursday", "on Thursday at 14:00"."""
    made: list[Range] = []
    for first, last in sorted(found, key=lambda one: one[0].i):
        hour = bool(made) and (made[-1][1].ent_type_ == "TIME") != (last.ent_type_ == "TIME")
        if made and made[-1][1].i + 1 == first.i and hour:
            made[-1] = (made[-1][0], last)
        else:
            made.append((first, last))
    return made


def _holds(outer: Range, inner: Range) -> bool:
    return outer[0].i < inner[0].i and inner[1].i <= outer[1].i


def common(candidate: Candidate, analysis: Analysis) -> Range | None:
    """The time that the introduction of a list sets for all that is listed ("by 14 May, the parties will:")."""
    lead = parties.introduction(candidate.sentence, analysis)
    if lead is None or not lead.text.rstrip().endswith(":"):
        return None
    found = [one for one in (*terms.times(lead.tokens), *terms.undated(lead.tokens)) if one[0].lower_ in _SETTING]
    return next((one for one in found if _looks_ahead(candidate, one)), None)


def _looks_ahead(candidate: Candidate, found: Range) -> bool:
    first, last = found
    words = first.doc[first.i : last.i + 1].text.lower()
    if first.lower_ in ("since", "of", "per", "than", "below", "above") and "end of" not in words:
        return False
    if first.lower_ == "from" and candidate.family not in _AHEAD:
        return False
    if _dates_the_telling(candidate, first) or first.lower_ in ("a", "an") or _is_of_another(candidate, first):
        return False
    if first.pos_ != "ADP" and first.doc[first.i : last.i + 1].root.dep_ in ("attr", "dobj", "nsubj", "nsubjpass"):
        return False  # "takes three days" tells how long
    if any(token.lower_ == "since" for token in first.doc[max(candidate.action.i, first.i - _NEAR) : first.i]):
        return False  # "the first winner since Berg in 1976"
    before = first.nbor(-1) if first.i > first.sent.start else None
    # "for the first time in a decade"; "Expo 2027" is a name.
    if before is not None and (before.lower_ == "time" or (before.pos_ == "PROPN" and words.isdigit())):
        return False
    if any(re.search(rf"\b{word}\b", words) for word in _NOT_AHEAD) or terms.belongs_to_noun(last):
        return False
    # "Today we recommit": the day of the words, not of the deed.
    says_when = candidate.family in ("modal", "is to", "going to", "progressive") or clauses.is_future(candidate.cue)
    return words.strip() not in ("today", "yesterday") or says_when


def _dates_the_telling(candidate: Candidate, first: "Token") -> bool:
    """ "promised on Tuesday to …": a time beside a cue in the past says when it was promised."""
    cue = candidate.cue
    announces = kind_of(cue) in ("announce", "affirm") and first.lower_ not in _SETTING
    if (cue == candidate.action and not announces) or cue.tag_ not in ("VBD", "VBN"):
        return False
    if candidate.family not in ("verb", "noun", "act"):
        return False
    if first.lower_ == "during" and first.i < cue.i and cue.tag_ == "VBD":
        return True  # "during the meeting the ministers agreed to"
    head = first.head if first.dep_ != "prep" else first
    while head.head != head and head.pos_ not in clauses.VERBAL:
        head = head.head
    return head == cue


def _is_of_another(candidate: Candidate, first: "Token") -> bool:
    """Whether it stands beside a verb that only describes a noun of the clause ("talks planned for May") or tells what
    for.
    """
    if first.lower_ in ("beginning", "effective", "starting"):
        return False
    verb = first
    while verb.head != verb and (verb.pos_ not in clauses.VERBAL or verb.dep_ in ("aux", "auxpass")):
        verb = verb.head
    if _is_past(verb, candidate) and (first.i < candidate.cue.i or candidate.action.i < verb.i < first.i):
        return True  # "said on Monday that it will not", "will play at home, as it announced in December"
    if verb.dep_ in ("acl", "advcl") and verb.i < candidate.cue.i and any(child.lower_ == "to" for child in verb.lefts):
        return True  # "in order to deliver them by May, we intend to change the plan"
    described = verb.dep_ in ("acl", "amod") and verb.tag_ in ("VBG", "VBN") and first.i - verb.i <= _BESIDE
    return described and verb != candidate.action and verb in candidate.action.subtree


def _is_past(verb: "Token", candidate: Candidate) -> bool:
    """Whether it is another verb in the past, which often looks like its participle ("as it announced")."""
    told = any(one.dep_ == "nsubj" or one.lower_ == "as" for one in verb.lefts)
    bare = verb.tag_ == "VBN" and not clauses.auxiliaries(verb) and told
    return (verb.tag_ == "VBD" or bare) and verb not in (candidate.cue, candidate.action)


def _when(candidate: Candidate) -> list[Range]:
    """The day that a clause with "when" tells more of: "on 3 March, when both parties are to hold primaries"."""
    verb = candidate.cue
    while verb.dep_ in ("xcomp", "conj") and verb.head != verb:
        verb = verb.head
    noun = verb.head
    relative = verb.dep_ in ("relcl", "advcl") and any(child.lower_ == "when" for child in verb.lefts)
    if not relative:
        return []
    before = noun.doc[noun.left_edge.i : verb.left_edge.i]
    return list(terms.times([token for token in before if token.i >= verb.left_edge.i - _NEAR]))[-1:]
