"""Learns the weights by which the parser judges its candidates, from documents labelled by hand.

    python tools/train.py --texts DIR --labels DIR [--texts DIR --labels DIR …] --out DIR

The form of the labels is that of docs/scoring.md, what is learnt and how is told in docs/parsing.md.
A third of the documents is kept aside and only measured; all choices are made by cross-validation
on the others. The same documents, rules and versions give the same files.
"""

import argparse
import sys
from pathlib import Path

from briefing.errors import BriefingError
from training.documents import gather
from training.judgements import JUDGEMENTS
from training.learning import learn
from training.writing import write

# A penalty below the first two forgets what is rare, one above the last learns it by heart.
_PENALTIES = (0.05, 0.1, 0.2, 0.4)


def main(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    if len(options.texts) != len(options.labels):
        _parser().error("--texts and --labels go in pairs")
    rules = options.aside_every or [0]
    if len(rules) not in (1, len(options.texts)):
        _parser().error("--aside-every is given once, or once for each pair")
    rules *= len(options.texts) // len(rules)
    try:
        documents = gather(zip(options.texts, options.labels, rules, strict=True), hold_out=options.hold_out)
        print(f"{sum(not one.aside for one in documents)} documents to learn from, "
              f"{sum(one.aside for one in documents)} kept aside")  # fmt: skip
        for name in options.only or JUDGEMENTS:
            learnt = learn(JUDGEMENTS[name], documents, penalties=_PENALTIES)
            print(learnt.report())
            write(learnt, options.out / f"{name}.json")
    except BriefingError as error:
        print(f"train: {error}", file=sys.stderr)
        return 1
    return 0
