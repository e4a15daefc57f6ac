"""Every place where somebody may undertake something, found generously; `judge` decides.

A candidate is an action (the verb or noun that says what would be done) and the word that
opens it: a modal, a verb, noun or adjective of undertaking, or the bare head of a list item.
"""

import re
from typing import TYPE_CHECKING

from briefing.parser import cues
from briefing.parser.analysis import clauses
from briefing.parser.analysis.party import can_act
from briefing.parser.analysis.sentences import Sentence
from briefing.parser.commitments import families
from briefing.parser.commitments.candidate import Candidate

if TYPE_CHECKING:
    from spacy.tokens import Token


_YEAR = re.compile(r"(?:19|20)\d\d")
_TAKEN = frozenset({"courage", "effort", "month", "patience", "time", "week", "work", "year"})
_STAYING = frozenset({"remain", "stay"})
_CONFINED = frozenset({"bars", "custody", "detention", "hospital", "jail", "prison"})
_HAPPENING = frozenset({"arise", "happen", "occur", "unfold"})
_DUTIES = frozenset({"must", "should", "ought"})
_EXPECTING = frozenset({"anticipate", "expect", "fear", "foresee", "hope"})
_CHANCES = frozenset({"conceivable", "likely", "possible", "probable", "unlikely"})
_HAVING = frozenset({"demonstrate", "find", "have", "make", "show", "take"})
# Ways of undertaking that take the verb of undertaking behind them for their own action ("will seek to").
_HOLDING = frozenset({"verb", "adjective", "noun", "is to", "modal", "going to", "would", "list"})


def find(sentence: Sentence) -> list[Candidate]:
    """The candidates of a sentence, one for each action; coordinated actions of one subject are one."""
    if sentence.text.rstrip("”\"’' ").endswith("?"):
        return []
    best: dict[int, Candidate] = {}
    for candidate in families.every(sentence):
        if any(test(candidate) for test in _NO_UNDERTAKINGS):
            continue
        known = best.get(candidate.action.i)
        if known is None or _order(candidate) < _order(known):
            best[candidate.action.i] = candidate
    return [one for i, one in sorted(best.items()) if not _shares(one, best) and not _completes(one, best)]


def _order(candidate: Candidate) -> tuple[bool, int]:
    """Which of two candidates for one action is the better: that with somebody to act, then by rule.

    Who acts in a list item may stand in the list's lead-in.
    """
    return candidate.who is None and candidate.family != "list", families.RANK[candidate.family]


def _is_supposed(candidate: Candidate) -> bool:
    """Whether it stands in an if-clause, or as what somebody fears, hopes or expects: a forecast, no undertaking."""
    head, steps = candidate.cue, 0
    while head.head != head and steps < 4:
        if head.dep_ == "advcl" and any(c.dep_ in ("mark", "advmod") and _supposes(c, head) for c in head.lefts):
            return True
        if head.dep_ in ("ccomp", "pcomp", "acl") and any(c.lower_ == "whether" for c in head.lefts):
            return True
        if head.dep_ in ("ccomp", "acl", "relcl") and head.head.lemma_.lower() in cues.words("supposing", "words"):
            return True
        if head.dep_ == "ccomp" and any(word.lemma_.lower() in _CHANCES for word in (head.head, *head.head.rights)):
            return True  # "it is likely that the ban would be lifted"
        head, steps = head.head, steps + 1
    return False


def _is_denied(candidate: Candidate) -> bool:
    """ "denied reports that Berg is preparing to leave": a rumour, and who denies it undertakes nothing."""
    head, steps = candidate.cue, 0
    while head.head != head and steps < 4:
        above = head.head
        rumour = above.dep_ == "dobj" and above.lemma_.lower() in cues.words("questions", "claims")
        verb = above.head if rumour and head.dep_ in ("acl", "ccomp", "relcl") else above
        if (verb != above or head.dep_ == "ccomp") and verb.lemma_.lower() in cues.words("reporting", "denials"):
            return True
        if head.dep_ == "ccomp" and above.dep_ == "xcomp" and above.head.lemma_ in ("decline", "refuse"):
            return True  # "refused to confirm that she will stand"
        head, steps = above, steps + 1
    return False


def _supposes(opener: "Token", clause: "Token") -> bool:
    """ "If Norway agrees to"; "when the council decides to", which lies ahead as much."""
    ahead = clause.tag_ in ("VBZ", "VBP") and not clauses.auxiliaries(clause)
    return opener.lower_ in ("if", "unless", "whether") or (ahead and opener.lower_ in ("when", "once", "until"))


def _befalls(candidate: Candidate) -> bool:
    """ "They will continue to occur": what happens is done by nobody whom a pronoun could name."""
    who, verb = candidate.who, candidate.action
    inner = next((child for child in verb.rights if child.dep_ == "xcomp"), verb)
    thing = who is not None and who.lower_ in ("it", "they", "this", "these", "those", "that", "which")
    return thing and any(one.lemma_.lower() in _HAPPENING for one in (verb, inner))


def _is_confined(candidate: Candidate) -> bool:
    """ "The men will stay behind bars": no act of theirs."""
    stays = candidate.action.lemma_.lower() in _STAYING
    return stays and any(token.lower_ in _CONFINED for token in candidate.action.subtree)


def _drifts(candidate: Candidate) -> bool:
    """ "Borrowing would continue to fall", "it will take time": a forecast, whoever makes it."""
    who, verb = candidate.who, candidate.action
    if who is None or candidate.passive:
        return False
    inner = next((child for child in verb.rights if child.dep_ == "xcomp"), verb)
    given = next((child for child in inner.rights if child.dep_ == "dobj"), None)
    moves = inner.lemma_.lower() in cues.load("undertaking")["drifting"]["verbs"] and given is None
    noun = clauses.antecedent(who)
    if who.lower_ == "it" and verb.lemma_ == "take":
        return given is not None and given.lemma_.lower() in _TAKEN
    return moves and noun.pos_ == "NOUN" and not can_act(noun)


def _is_enjoyed(candidate: Candidate) -> bool:
    """ "Guests will enjoy the view": what is promised to them is praise."""
    enjoys = candidate.action.lemma_.lower() in cues.load("undertaking")["enjoying"]["verbs"]
    return enjoys and candidate.family in ("modal", "would") and candidate.who is not None


def _expects(candidate: Candidate) -> bool:
    """ "Organisers are anticipating a record": a forecast."""
    return candidate.family == "progressive" and candidate.action.lemma_.lower() in _EXPECTING


def _chooses_how(candidate: Candidate) -> bool:
    """ "will choose when to use it": that it will be used is not said."""
    before = list(candidate.action.lefts)
    return any(child.tag_ in ("WRB", "WP") for child in before) and any(child.lower_ == "to" for child in before)


def _is_when(candidate: Candidate) -> bool:
    """ "claimed ignorance of when others were planning to vote": that they will is not said."""
    head, steps = candidate.cue, 0
    while head.head != head and steps < 4:
        asked = any(child.lower_ == "when" and child.tag_ == "WRB" for child in head.lefts)
        if asked and head.dep_ in ("ccomp", "pcomp"):
            return True
        head, steps = head.head, steps + 1
    return False


def _is_share(candidate: Candidate) -> bool:
    """ "Another 7% said they would not vote": those asked in a survey."""
    who = clauses.antecedent(candidate.who) if candidate.who is not None else None
    teller = clauses.teller(candidate.who) if candidate.who is not None and candidate.who.pos_ == "PRON" else None
    return any(one is not None and one.lemma_.lower() in ("%", "cent", "percent") for one in (who, teller))


def _is_not_yet(candidate: Candidate) -> bool:
    """ "is not ready to do so yet" refuses nothing for good."""
    return (
        candidate.family == "adjective" and candidate.negated and any(t.lower_ == "yet" for t in candidate.cue.subtree)
    )


def _is_done_by_a_day(candidate: Candidate) -> bool:
    """ "the talks in September, which will close": no day or month acts."""
    who = clauses.antecedent(candidate.who) if candidate.who is not None else None
    return who is not None and who.ent_type_ in ("DATE", "TIME") and who.pos_ == "PROPN"


def _keeps_silent(candidate: Candidate) -> bool:
    """ "declined to comment" leaves a question open and undertakes nothing."""
    return candidate.refuses and candidate.action.lemma_.lower() in cues.load("undertaking")["silence"]["verbs"]


def _is_history(candidate: Candidate) -> bool:
    """ "In May 2021, Norway announced a pact": done in a year that the clause names, and nothing is left to do."""
    verb = candidate.cue
    if verb != candidate.action or verb.tag_ != "VBD" or clauses.auxiliaries(verb):
        return False
    times = (child for child in verb.children if child.dep_ in ("prep", "npadvmod", "advmod"))
    return any(_YEAR.fullmatch(token.text) for child in times for token in child.subtree)


def _is_duty(candidate: Candidate) -> bool:
    """Whether a modal of duty stands over it: what somebody must or should do is asked, not undertaken."""
    if candidate.family == "noun" and (_is_feared(candidate.cue) or _is_wanted(candidate.cue)):
        return True
    over = [
        word
        for token in {candidate.cue, candidate.action}
        if token.pos_ in clauses.VERBAL
        for word in clauses.auxiliaries(token)
    ]
    above = candidate.cue.head if candidate.cue.dep_ == "xcomp" else candidate.cue
    obliged = (
        above.lemma_ in ("need", "have", "ought")
        and candidate.action.dep_ == "xcomp"
        and candidate.action.head == above
    )
    return any(word in _DUTIES for word in over) or obliged


def _is_feared(noun: "Token") -> bool:
    """ "warned of Russian plans to strike": what is feared or alleged of another is no undertaking of his."""
    head, steps = noun, 0
    while head.dep_ in ("dobj", "pobj", "prep", "conj", "compound") and steps < 4:
        head, steps = head.head, steps + 1
    return head.lemma_.lower() in cues.load("undertaking")["fearing"]["verbs"]


def _is_wanted(noun: "Token") -> bool:
    """ "must have the resolve to act": what one should have is not there yet, unlike "must keep its promise to act"."""
    verb = noun.head
    wanted = noun.dep_ == "dobj" and verb.lemma_.lower() in _HAVING
    return wanted and any(word in _DUTIES for word in clauses.auxiliaries(verb))


_NO_UNDERTAKINGS = (
    _is_duty,
    _keeps_silent,
    _is_supposed,
    _is_denied,
    _is_history,
    _befalls,
    _is_confined,
    _drifts,
    _is_enjoyed,
    _expects,
    _chooses_how,
    _is_when,
    _is_share,
    _is_not_yet,
    _is_done_by_a_day,
)


def _completes(one: Candidate, found: dict[int, Candidate]) -> bool:
    """Whether it is only the inner part of another action: "will stop issuing", "agreed to continue to send"."""
    outer = found.get(one.cue.i)
    return one.family == "verb" and outer is not None and outer is not one and outer.family in _HOLDING


def _shares(one: Candidate, found: dict[int, Candidate]) -> bool:
    """Whether the action only continues another of the same subject ("will fund and run the centre")."""
    head = one.action.head
    if one.action.dep_ != "conj" or head.i not in found:
        return False
    own_subject = any(child.dep_ in ("nsubj", "nsubjpass") for child in one.action.children)
    own_auxiliary = any(child.dep_ == "aux" and child.lower_ != "to" for child in one.action.children)
    return not own_subject and not own_auxiliary
