"""Speed of the actor matcher: ``python benchmarks/matcher.py [--shared DIR]``.

The first table sets ``ActorMatcher.find`` beside one compiled ``re`` alternation of the same folded names over the same
folded texts, in the same run: the gold development half, or a text made here where the shared folder is absent. The
second shows that time grows with the length of a text: milliseconds of one core per megabyte of UTF-8 at 0.1, 1 and
5 MB, of running text and of the worst texts we know.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from analytics.annotate.actors.matcher import ActorMatcher
from analytics.annotate.actors.registry import Registry
from analytics.annotate.copies import copy_of
from analytics.annotate.sentences import split_sentences
from analytics.schema import whole

SHARED: Final = Path(__file__).resolve().parents[1] / "../shared"
SIZES: Final = (0.1, 1.0, 5.0)
PLAIN: Final = (
    "وقال متحدث باسم قوات سوريا الديمقراطية إن التحالف الدولي قصف مواقع تنظيم الدولة قرب دير الزور أمس.\n"
    "A spokesman for the Syrian Democratic Forces told Reuters that the coalition struck ISIS near Deir ez-Zor.\n"
)
WORST: Final = {
    "running text": PLAIN,
    "only names": "داعش قسد ISIS التحالف الدولي الولايات المتحدة ",
    "only quotes": '«"“‘',
    "one letter": "ا",
    "one Latin letter": "a",
    'only "قال إن "': "قال إن ",
    "diacritised": "قَالَ مُتَحَدِّثٌ بِاسْمِ دَاعِشَ إِنَّ التَّنْظِيمَ ٱنْسَحَبَ ",
    "scripts mixed in a word": "داISISعش قسدSDFقسد Turكيا ",
    "OCR noise": "ت نظي م الد ولة l5l5 داعـ ـش .,;' IS1S قسـ؛د ",
    "no line end or space": "تنظيمالدولةوالتحالفالدوليوقسد",
}


def cost(work: Callable[[], object], repeats: int) -> float:
    """Seconds of one core, the least of the repeats."""
    taken = []
    for _ in range(repeats):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return min(taken)


def texts(shared: Path) -> list[tuple[str, str]]:
    """Titles and texts to measure the two matchers on."""
    path = shared / "gold/dev.jsonl"
    if not path.exists():
        return [("", PLAIN * 20)] * 10
    articles = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(article["title"], article["text"]) for article in articles]


def of_size(piece: str, megabytes: float) -> str:
    """The piece repeated up to that many megabytes of UTF-8."""
    return piece * max(1, int(megabytes * 1e6 / len(piece.encode())))


def compare(matcher: ActorMatcher, registry: Registry, articles: list[tuple[str, str]]) -> None:
    """Print the matcher beside the alternation."""
    names = {key for actor in registry.values() for key in copy_of("\n".join(actor.names)).text.split("\n")}
    ordered = sorted((name.strip() for name in names if name.strip()), key=lambda name: (-len(name), name))
    alternation = re.compile("|".join(map(re.escape, ordered)))
    folded = [copy_of(whole(*article)).text for article in articles]
    split = [(title, text, split_sentences(title, text)) for title, text in articles]
    size = sum(len(whole(*article).encode()) for article in articles) / 1e6
    ours = cost(lambda: [matcher.find(*article) for article in split], 5)
    theirs = cost(lambda: [sum(1 for _ in alternation.finditer(text)) for text in folded], 2)
    print(f"{len(ordered):,} names, {len(articles)} articles, {size:.2f} MB of UTF-8\n")
    print("| | seconds | MB/s of one core |\n|---|---|---|")
    print(f"| ActorMatcher.find, with folding and context | {ours:.3f} | {size / ours:.2f} |")
    print(f"| one re alternation over text already folded | {theirs:.3f} | {size / theirs:.3f} |")
    print(f"| ratio | {theirs / ours:.0f}x | |")


def growth(matcher: ActorMatcher) -> None:
    """Print the cost per megabyte at each size of each text."""
    print("\n| ms per MB at | " + " | ".join(f"{size:g} MB" for size in SIZES) + " |")
    print("|---|" + "---|" * len(SIZES))
    for name, piece in WORST.items():
        row = []
        for size in SIZES:
            text = of_size(piece, size)
            sentences = split_sentences("", text)
            spent = cost(lambda text=text, sentences=sentences: matcher.find("", text, sentences), 1)  # type: ignore[misc]
            row.append(f"{1000 * spent / (len(text.encode()) / 1e6):.0f}")
        print(f"| {name} | " + " | ".join(row) + " |", flush=True)


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=SHARED)
    shared = parser.parse_args().shared
    registry = Registry.load()
    matcher = ActorMatcher(registry)
    compare(matcher, registry, texts(shared))
    growth(matcher)


if __name__ == "__main__":
    main()
