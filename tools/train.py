"""Learns the weights by which the parser judges its candidates, from documents labelled by hand.

    python tools/train.py --texts DIR --labels DIR [--texts DIR --labels DIR …] --out DIR

The form of the labels is that of docs/scoring.md; what is learnt, and how, is told in
docs/parsing.md. A third of the documents is kept aside and only measured: every choice is made by
cross-validation on the others. The same documents give the same files.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

from training.documents import Folder, gather
from training.examples import JUDGEMENTS, Lesson, lesson
from training.learning import choose_anew, learn
from training.meanings import load
from training.writing import to_text, write

from briefing.errors import BriefingError
from briefing.parser import judge


def main(arguments: list[str]) -> int:
    parser = _parser()
    options = parser.parse_args(arguments)
    rules = options.aside_every or [None]
    if len(options.texts) != len(options.labels):
        parser.error("--texts and --labels go in pairs")
    if len(rules) not in (1, len(options.texts)):
        parser.error("--aside-every is given once, or once for each pair")
    rules *= len(options.texts) // len(rules)
    try:
        folders = [Folder(*row) for row in zip(options.texts, options.labels, rules, strict=True)]
        folders += [Folder(texts, labels, beside=True) for texts, labels in options.beside]
        meanings = load(options.meanings)
        chosen = [one for one in JUDGEMENTS if one.name in (options.only or [one.name])]
        lessons: dict[str, list[Lesson]] = {one.name: [] for one in chosen}
        counted: Counter[str] = Counter()
        for document in gather(folders):
            counted["aside" if document.aside else "beside" if document.beside else "own"] += 1
            for judgement in chosen:
                if (taught := lesson(judgement, document)) is not None:
                    lessons[judgement.name].append(taught)
        print(
            f"{counted['own']} documents to learn from, {counted['aside']} kept aside,"
            f" {counted['beside']} that only teach",
            flush=True,
        )
        for judgement in chosen:
            known = lessons[judgement.name]
            if options.keep:
                learnt = choose_anew(judgement, known, options.hold_out, judge.load(judgement.name))
            else:
                learnt = learn(judgement, known, options.hold_out, meanings)
            print(f"{to_text(learnt)}\n  → {write(learnt, options.out)}", flush=True)
    except BriefingError as error:
        print(f"train: {error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, what in (("--texts", "documents, ID.txt or any other kind that is read"), ("--labels", "their labels")):
        parser.add_argument(name, type=Path, metavar="DIR", action="append", required=True, help=what)
    parser.add_argument(
        "--aside-every",
        type=_rule,
        metavar="N",
        action="append",
        help="keep aside the documents whose id begins with a number that N divides, 0: none; "
        "once for all pairs or once for each (default: a third, by the hash of the id)",
    )
    parser.add_argument(
        "--beside",
        type=Path,
        nargs=2,
        metavar=("TEXTS", "LABELS"),
        action="append",
        default=[],
        help="texts that teach beside the others, at half their weight, and are never measured: invented ones, or such "
        "of which readers judged some candidates and the labels of the others are optional",
    )
    parser.add_argument(
        "--keep",
        action="store_true",
        help="keep the weights that come with the program, and choose only the thresholds anew: by documents that "
        "nothing was learnt from",
    )
    parser.add_argument(
        "--hold-out", type=_folds, default=5, metavar="K", help="folds of cross-validation (default: 5)"
    )
    parser.add_argument(
        "--meanings",
        type=Path,
        default=Path(__file__).parent / "training" / "meanings.npz",
        metavar="FILE",
        help="which words are used alike, by tools/meanings.py (default: what comes with the program)",
    )
    parser.add_argument("--only", action="append", choices=[one.name for one in JUDGEMENTS], help="learn this alone")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the weights files go")
    return parser


def _folds(text: str) -> int:
    if int(text) < 2:
        raise ValueError(text)
    return int(text)


def _rule(text: str) -> int:
    if int(text) < 0:
        raise ValueError(text)
    return int(text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
