"""Attribution in English news on PolNeAR: ``python benchmarks/attribution.py [--shared DIR] [--growth]``.

Runs ``find_citations`` on the development part of PolNeAR (Newell, Margolin and Ruths 2018, "An Attribution Relations
Corpus for Political News") and prints, for each half of its documents and for all:

precision, recall
    Gold attributions and citations are matched one to one where their cues share a character, greedily from the
    largest overlap. A gold attribution without a source ("it was said that") is no error to find and none to miss.
    Citations in passages the annotators discarded (credits of pictures, links) are left out, as are agency credits,
    which PolNeAR does not annotate and which have no cue. Documents without a gold attribution count like any other.
source, content
    Share of matched citations whose source (content) shares a character with that of the gold attribution. ``start``
    is the stricter share whose content begins within three characters of the gold one.
thought
    Precision of the citations that say what a source thinks, wants or plans rather than says.

The documents are halved by their place in the order of their ids: rules are tuned on the even ones only. ``--growth``
prints the seconds that hostile texts of growing length take.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from analytics.annotate.citations import find_citations
from analytics.annotate.pipeline import Annotator
from analytics.annotate.sentences import split_sentences
from analytics.annotate.spans import Citation
from analytics.evaluation.data import LabelledData
from analytics.evaluation.polnear import FILE, Attribution, Document, found_in, matched, overlap, pieces
from analytics.schema import whole

SHARED = Path(__file__).resolve().parents[1] / "../shared"
HOSTILE = {  # a piece of text to repeat
    "قال إن ": "قال إن ",
    "بحسب ما ": "بحسب ما ",
    "he said that ": "he said that ",
    "quoted ": "quoted ",
    "plain words": "some words of a text without any full stop at all ",
    "كلمات": "كلمات من نص طويل بلا أي نقطة ولا فاصلة ",
    "quotes": '" ',
    "« without »": "«قال ",
    "commas": "قال سالم، ",
    "(": "( قال ",
    "sentences": "قال سالم إن الطريق مغلق. He said the road is closed. ",
}


@dataclass
class Tally:
    """Counts over documents."""

    gold: int = 0
    found: int = 0
    hits: int = 0
    sources: int = 0
    with_content: int = 0
    contents: int = 0
    starts: int = 0
    thoughts: int = 0
    thought_hits: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def row(self) -> str:
        """The cells of a row of the table."""
        shares = (
            (self.hits, self.found), (self.hits, self.gold), (2 * self.hits, self.found + self.gold),
            (self.sources, self.hits), (self.contents, self.with_content), (self.starts, self.with_content),
            (self.thought_hits, self.thoughts),
        )  # fmt: skip
        cells = " | ".join(f"{part / all_:.3f}" if all_ else "-" for part, all_ in shares)
        return f"{cells} | {self.thoughts} | {self.found} / {self.gold}"


def add(tally: Tally, text: str, gold: list[Attribution], found: list[Citation]) -> None:
    """Count one document."""
    hits = dict(matched(gold, found))
    firm = {i: j for i, j in hits.items() if not gold[i].optional}
    loose = set(hits.values()) - set(firm.values())
    tally.gold += sum(not attribution.optional for attribution in gold)
    tally.found += len(found) - len(loose)
    tally.hits += len(firm)
    for i, j in firm.items():
        tally.sources += overlap(gold[i].source, pieces(found[j], "source")) > 0
        if gold[i].content:
            ours = pieces(found[j], "content")
            tally.with_content += 1
            tally.contents += overlap(gold[i].content, ours) > 0
            tally.starts += bool(ours) and abs(ours[0][0] - gold[i].content[0][0]) <= 3
    for j, citation in enumerate(found):
        if citation.act == "thought" and j not in loose:
            tally.thoughts += 1
            tally.thought_hits += j in firm.values()
        if j not in hits.values() and citation.cue is not None:
            tally.wrong.append(around(text, citation.cue.start, citation.cue.end))
    tally.missed += [around(text, *g.cue[0]) for i, g in enumerate(gold) if i not in hits and not g.optional]


def around(text: str, start: int, end: int) -> str:
    """The words around a cue, for reading errors."""
    before, after = text[max(0, start - 70) : start], text[end : end + 60]
    return f"{before}[{text[start:end]}]{after}".replace("\n", " / ")


def polnear(shared: Path, annotator: Annotator) -> dict[str, Tally]:
    """The tallies of both halves and of all."""
    documents = sorted(LabelledData.open(shared).json_lines(FILE, Document.of), key=lambda one: one.document_id)
    tallies = {"tuned on": Tally(), "other half": Tally(), "all": Tally()}
    for place, document in enumerate(documents):
        found = found_in(document, annotator)
        string = whole(document.title, document.text)
        for name in ("tuned on" if place % 2 == 0 else "other half", "all"):
            add(tallies[name], string, list(document.gold), found)
    return tallies


def growth(annotator: Annotator, sizes: Iterable[int] = (50_000, 100_000, 200_000, 400_000)) -> None:
    """Print the seconds of CPU time that texts of growing length take."""
    sizes = tuple(sizes)
    print(f"\n| text repeated | {' | '.join(f'{size:,} characters' for size in sizes)} | last / first |")
    print("|---|" + "---|" * (len(sizes) + 1))
    for name, piece in HOSTILE.items():
        seconds = []
        for size in sizes:
            text = (piece * (size // len(piece) + 1))[:size]
            sentences = split_sentences("", text)
            begun = time.process_time()
            find_citations(whole("", text), sentences, [], annotator.registry)
            seconds.append(time.process_time() - begun)
        ratio = seconds[-1] / max(seconds[0], 1e-9)
        print(f"| {name} | {' | '.join(f'{second:.2f}' for second in seconds)} | {ratio:.1f} |")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--growth", action="store_true", help="seconds of hostile texts of growing length")
    parser.add_argument(
        "--errors", type=int, default=0, help="print this many misses and false ones of the tuning half"
    )
    options = parser.parse_args()
    annotator = Annotator.load()
    print("| PolNeAR dev | precision | recall | F1 | source | content | start | thought P | thoughts | found / gold |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    tallies = polnear(options.shared, annotator)
    for name, tally in tallies.items():
        print(f"| {name} | {tally.row()} |")
    for kind in ("missed", "wrong"):
        for line in getattr(tallies["tuned on"], kind)[: options.errors]:
            print(f"{kind}: {line}")
    if options.growth:
        growth(annotator)


if __name__ == "__main__":
    main()
