"""How a place where something is open becomes a question: one way for each thing a cue may take."""

from collections.abc import Callable

from briefing.parser.questions.ways import acts, clausal, outcomes, parties, things
from briefing.parser.questions.ways.place import Made, Place

WAYS: dict[str, Callable[[Place], Made]] = {
    "clause": clausal.clause,
    "embedded": clausal.embedded,
    "opened": clausal.opened,
    "infinitive": clausal.infinitive,
    "gerund": clausal.gerund,
    "manner": clausal.manner,
    "supposed": clausal.supposed,
    "claimed": clausal.claimed,
    "undone": acts.undone,
    "possible": acts.possible,
    "due": acts.due,
    "house": acts.house,
    "decider": acts.decider,
    "chosen": acts.chosen,
    "decides": acts.decides,
    "feared": acts.feared,
    "happened": acts.happened,
    "object": things.thing,
    "subject": things.subject,
    "cause": things.cause,
    "identified": things.identified,
    "evidence": things.evidence,
    "genuine": things.genuine,
    "sought": things.sought,
    "nameless": things.nameless,
    "silent": things.silent,
    "whereabouts": things.whereabouts,
    "rival": things.rival,
    "standing": things.standing,
    "more": things.more,
    "party": parties.party,
    "conditions": parties.conditions,
    "claim": parties.claim,
    "figures": parties.figures,
    "each": parties.each,
    "finding": outcomes.finding,
    "guilt": outcomes.guilt,
    "sentence": outcomes.sentence,
    "completed": outcomes.completed,
    "passed": outcomes.passed,
    "enacted": outcomes.enacted,
    "decision": outcomes.decision,
    "deferred": outcomes.deferred,
    "settled": outcomes.settled,
    "resumed": outcomes.resumed,
    "suit": outcomes.suit,
    "fate": outcomes.fate,
    "appeal": outcomes.appeal,
    "shown": outcomes.shown,
    "review": outcomes.review,
    "outcome": outcomes.outcome,
}
"""The ways by the name that the cues call them."""

__all__ = ["WAYS", "Made", "Place"]
