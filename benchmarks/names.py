"""Names found with and without discovery: ``python benchmarks/names.py [--shared DIR]``.

On re3d a label counts as a name where, after a leading determiner, it holds a word with a capital that does
not merely open its sentence and is no word of a title: "we", "the regime" and "the Foreign Secretary" are no names.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analytics.annotate.actors.romanise import Romaniser, edit_distance
from analytics.annotate.pipeline import Annotation, Annotator
from corpus.text.normalise import fold

SHARED = Path(__file__).resolve().parents[1] / "../shared"
PLAIN = frozenset("the a an our his her their its these those this that all both some many other".split())


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


def overlaps(start: int, end: int, spans: Iterable[Any]) -> bool:
    """Whether one of the spans shares a character with ``start`` to ``end``."""
    return any(start < span.end and span.start < end for span in spans)


def is_name(value: str, opens: bool, roles: frozenset[str]) -> bool:
    """Whether a label of re3d is a name, by the rule above."""
    words = value.replace("\u2019", "'").split()
    while words and words[0].casefold() in PLAIN:
        words, opens = words[1:], False
    for place, word in enumerate(words):
        bare = word.strip("()\"',.").removesuffix("'s")
        if not bare or not bare[0].isupper() or (place == 0 and opens and not bare.isupper()):
            continue
        if fold(bare).rstrip("s") not in roles and fold(bare) not in roles:
            return True
    return opens and len(words) > 1 and words[0][0].isupper() and words[0].casefold() not in roles


def re3d(shared: Path, annotator: Annotator) -> Iterator[str]:
    """Rows of recall on Person and Organisation."""
    latin = annotator.discoverer.words.latin
    roles = (
        latin.titles
        | latin.roles
        | latin.title_parts
        | latin.peoples
        | {"government", "governments", "regime", "opposition", "we", "i", "ministers"}
    )
    tallies = {(kind, what): Tally() for kind in ("Person", "Organisation") for what in ("names", "labels")}
    for folder in sorted((shared / "data/labelled/re3d").iterdir()):
        texts = {row["_id"]: row["text"] for row in rows(folder / "documents.json")}
        found = {name: annotator.annotate("", text) for name, text in texts.items()}
        for row in rows(folder / "entities.json"):
            if row["type"] not in ("Person", "Organisation") or row["documentId"] not in texts:
                continue
            text, start = texts[row["documentId"]], row["begin"]
            opens = not text[:start].rstrip(" \"'\u201c") or text[:start].rstrip(" \"'\u201c")[-1] in ".!?\n:"
            count(tallies[row["type"], "labels"], start, row["end"], found[row["documentId"]])
            if is_name(row["value"], opens, roles):
                count(tallies[row["type"], "names"], start, row["end"], found[row["documentId"]])
    for (kind, what), tally in tallies.items():
        yield f"| re3d {kind}, {what} | {tally.recall()} |"


def count(tally: Tally, start: int, end: int, found: Annotation, lead: int = 2) -> None:
    """Count one label of a text that was annotated after an empty title."""
    tally.labels += 1
    named = overlaps(start + lead, end + lead, found.mentions)
    tally.registry += named
    tally.both += named or overlaps(start + lead, end + lead, found.candidates)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Rows of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def anercorp(shared: Path, annotator: Annotator) -> Iterator[str]:
    """Recall and precision of people and bodies in general Arabic news, by overlap."""
    with gzip.open(shared / "data/labelled/ner_anercorp_first70.txt.gz", "rt", encoding="utf-8") as lines:
        tokens = [line.split() for line in lines if len(line.split()) == 2]
    tallies = {"PERS": Tally(), "ORG": Tally()}
    right = {"PERS": [0, 0, 0, 0], "ORG": [0, 0, 0, 0]}  # mentions right, mentions, candidates right, candidates
    for article in articles(tokens):
        text, spans = joined(article)
        found = annotator.annotate("", text)
        for start, end, kind in spans:
            if kind in tallies:
                count(tallies[kind], start, end, found)
        check(found, spans, right, annotator)
    for kind, tally in tallies.items():
        a, b, c, d = right[kind]
        yield f"| ANERcorp {kind} | {tally.recall()} | {a / max(1, b):.3f} ({b}) | {c / max(1, d):.3f} ({d}) |"


def articles(tokens: list[list[str]], size: int = 400) -> Iterator[list[list[str]]]:
    """Pieces of about ``size`` tokens that end with a sentence, as the file does not part its articles."""
    piece: list[list[str]] = []
    for token in tokens:
        piece.append(token)
        if len(piece) >= size and token[0] == ".":
            yield piece
            piece = []
    if piece:
        yield piece


def joined(tokens: list[list[str]]) -> tuple[str, list[tuple[int, int, str]]]:
    """The text of tokens as it would be printed, and the spans of its labels."""
    text, spans = "", []
    for word, tag in tokens:
        text += "" if word in ".،,:؛)" or not text or text.endswith("(") else " "
        start = len(text)
        text += word
        if tag.startswith("B-"):
            spans.append((start, len(text), tag[2:]))
        elif tag.startswith("I-") and spans:
            spans[-1] = (spans[-1][0], len(text), spans[-1][2])
    return text, spans


def check(
    found: Annotation, spans: list[tuple[int, int, str]], right: dict[str, list[int]], annotator: Annotator
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
    annotator = Annotator.load()
    print("| labels | n | recall, registry | with discovery | precision of mentions (n) | of candidates (n) |")
    print("|---|---|---|---|---|---|")
    for row in (*re3d(shared, annotator), *anercorp(shared, annotator), *gold(shared, annotator)):
        print(row)
    print("\n| the registry's people | proposed | share | exactly right | within one letter |\n|---|---|---|---|---|")
    for row in romanised(annotator):
        print(row)


if __name__ == "__main__":
    main()
