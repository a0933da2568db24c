"""Names found with and without discovery: ``python benchmarks/names.py [--shared DIR]``.

Which labels of re3d are names is said in ``analytics/evaluation/name_sets.py``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analytics.annotate.actors.romanise import Romaniser, edit_distance
from analytics.annotate.pipeline import Annotation, Annotator
from analytics.evaluation.data import LabelledData
from analytics.evaluation.name_sets import ANERCORP_KINDS, LEAD, RE3D_KINDS, anercorp, hits, re3d, roles_of
from corpus.text.normalise import fold

SHARED = Path(__file__).resolve().parents[1] / "../shared"


@dataclass
class Tally:
    """Labels, those found, and what was found, with and without discovery."""

    labels: int = 0
    registry: int = 0
    both: int = 0

    def recall(self) -> str:
        """The two recalls."""
        n = max(1, self.labels)
        return f"{self.labels} | {self.registry / n:.3f} | {self.both / n:.3f}"


def score_re3d(data: LabelledData, annotator: Annotator) -> Iterator[str]:
    """Rows of recall on Person and Organisation."""
    for what in ("names", "labels"):
        tallies = {kind: Tally() for kind in RE3D_KINDS}
        for one in re3d(data, roles_of(annotator), names_only=what == "names"):
            found = annotator.annotate("", one.text)
            for start, end, kind in one.labels:
                count(tallies[kind], start, end, found)
        for kind, tally in tallies.items():
            yield f"| re3d {kind}, {what} | {tally.recall()} |"


def count(tally: Tally, start: int, end: int, found: Annotation, lead: int = LEAD) -> None:
    """Count one label of a text that was annotated after an empty title."""
    named, either = hits(start, end, found, lead)
    tally.labels += 1
    tally.registry += named
    tally.both += either


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Rows of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def score_anercorp(data: LabelledData, annotator: Annotator) -> Iterator[str]:
    """Recall and precision of people and bodies in general Arabic news, by overlap."""
    tallies = {kind: Tally() for kind in ANERCORP_KINDS}
    right = {kind: [0, 0, 0, 0] for kind in ANERCORP_KINDS}  # mentions right, mentions, candidates right, candidates
    for one in anercorp(data):
        found = annotator.annotate("", one.text)
        for start, end, kind in one.labels:
            count(tallies[kind], start, end, found)
        check(found, one.labels, right, annotator)
    for kind, tally in tallies.items():
        a, b, c, d = right[kind]
        yield f"| ANERcorp {kind} | {tally.recall()} | {a / max(1, b):.3f} ({b}) | {c / max(1, d):.3f} ({d}) |"


def check(
    found: Annotation, spans: Sequence[tuple[int, int, str]], right: dict[str, list[int]], annotator: Annotator
) -> None:
    """Count what was found as a person or a body, and what of it the labels have as one of the same kind."""
    for mention in found.mentions:
        type_ = annotator.registry[mention.actor_id].type
        if mention.kind == "name" and type_ != "state":
            kind = "PERS" if type_ == "person" else "ORG"
            right[kind][1] += 1
            right[kind][0] += any(mention.start < e + 2 and s + 2 < mention.end and k == kind for s, e, k in spans)
    for name in found.candidates:
        kind = "PERS" if name.type == "person" else "ORG"
        right[kind][3] += 1
        right[kind][2] += any(name.start < e + 2 and s + 2 < name.end and k == kind for s, e, k in spans)


def gold(shared: Path, annotator: Annotator) -> Iterator[str]:
    """Mentions of the gold development half found, with candidates as mentions, and the candidates' own precision."""
    romaniser = Romaniser(actor for actor in annotator.registry.values() if actor.type == "person")
    for language in ("ar", "en"):
        tally, right, n, named, equal = Tally(), 0, 0, 0, 0
        for row in rows(shared / "gold/dev.jsonl"):
            if row["lang"] != language:
                continue
            found = annotator.annotate(row["title"], row["text"])
            for mention in row["mentions"]:
                if not mention.get("optional"):
                    count(tally, mention["start"], mention["end"], found, lead=0)
            for name in found.candidates:
                hits = [m for m in row["mentions"] if m["start"] < name.end and name.start < m["end"]]
                n, right = n + 1, right + bool(hits)
                if hits and name.basis != "repeated" and name.type == "person" and language == "ar":
                    proposed = romaniser.english(name.surface)
                    named += bool(proposed)
                    equal += fold(proposed) == fold(hits[0]["canonical"])
        yield f"| gold {language}, mentions | {tally.recall()} | | {right / max(1, n):.3f} ({n}) |"
        if named:
            yield f"| gold {language}, proposed English name is the canonical one | {named} | | {equal / named:.3f} |"


def romanised(annotator: Annotator) -> Iterator[str]:
    """How the registry's people are written in the other script by a table learnt from all others."""
    people = [actor for actor in annotator.registry.values() if actor.type == "person"]
    tallies = {language: [0, 0, 0] for language in ("en", "ar")}
    for person in people:
        table = Romaniser(other for other in people if other is not person)
        written = {"en": (person.name_ar, person.name_en), "ar": (person.name_en, person.name_ar)}
        for language, (name, own) in written.items():
            proposed = table.proposed_name(name)
            if proposed:
                names = [own, *(person.aliases_en if language == "en" else person.aliases_ar)]
                far = min(edit_distance(_plain(proposed), _plain(name)) for name in names)
                tallies[language] = [
                    old + new for old, new in zip(tallies[language], (1, far == 0, far <= 1), strict=True)
                ]
    for language, (n, exact, near) in tallies.items():
        shares = (n / len(people), exact / max(1, n), near / max(1, n))
        yield f"| proposed {language}, one left out | {n} | {' | '.join(f'{share:.3f}' for share in shares)} |"


def _plain(name: str) -> str:
    """A name whose article and "servant of" may be written joined or apart."""
    return fold(name).replace("-", " ").replace("عبد ", "عبد")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=SHARED)
    shared = parser.parse_args().shared
    annotator, data = Annotator.load(), LabelledData.open(shared)
    print("| labels | n | recall, registry | with discovery | precision of mentions (n) | of candidates (n) |")
    print("|---|---|---|---|---|---|")
    for row in (*score_re3d(data, annotator), *score_anercorp(data, annotator), *gold(shared, annotator)):
        print(row)
    print("\n| the registry's people | proposed | share | exactly right | within one letter |\n|---|---|---|---|---|")
    for row in romanised(annotator):
        print(row)


if __name__ == "__main__":
    main()
