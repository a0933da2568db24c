"""Accuracy and speed of annotation: ``python benchmarks/annotate.py [--shared DIR]``.

Prints the scores of the gold development half, with the scorer of the shared folder, and megabytes of UTF-8 a second of
one core for each step, on articles repeated in one process.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from analytics.annotate.citations import find_citations
from analytics.annotate.pipeline import Annotator
from analytics.annotate.sentences import split_sentences
from analytics.records import annotate_records
from analytics.schema import whole

SHARED = Path(__file__).resolve().parents[1] / "../shared"


def scorer(shared: Path) -> ModuleType:
    """The module ``score_annotations`` of the shared folder."""
    spec = importlib.util.spec_from_file_location("score_annotations", shared / "eval/score_annotations.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"No scorer in {shared}; give --shared the folder that holds eval and gold.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rate(work: Callable[[dict[str, Any]], object], articles: list[dict[str, Any]]) -> float:
    """Megabytes of UTF-8 a second of CPU time."""
    size = sum(len(whole(a["title"], a["text"]).encode()) for a in articles)
    begun = time.process_time()
    for article in articles:
        work(article)
    return size / 1e6 / (time.process_time() - begun)


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=SHARED)
    shared = parser.parse_args().shared
    lines = (shared / "gold/dev.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [json.loads(line) for line in lines]
    found = {record["id"]: record for record in annotate_records(gold)}
    print("| | mention P | R | F1 | linking | citation P | R | F1 | source | content | n mentions / citations |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for language, row in scorer(shared).score(gold, found).items():
        names = ("mention_precision", "mention_recall", "mention_f1", "linking", "citation_precision")
        names += ("citation_recall", "citation_f1", "citation_source", "citation_content")
        figures = " | ".join(f"{row[name]:.3f}" for name in names)
        print(f"| {language} | {figures} | {row['n_mentions']} / {row['n_citations']} |")
    annotator = Annotator.load()
    matched = {a["id"]: annotator.annotate(a["title"], a["text"]) for a in gold}
    steps: dict[str, Callable[[dict[str, Any]], object]] = {
        "sentences": lambda a: split_sentences(a["title"], a["text"]),
        "actors": lambda a: annotator.actor_matcher.find(a["title"], a["text"], matched[a["id"]].sentences),
        "places": lambda a: annotator.place_matcher.find(whole(a["title"], a["text"]), matched[a["id"]].mentions),
        "citations": lambda a: find_citations(
            whole(a["title"], a["text"]), matched[a["id"]].sentences, matched[a["id"]].mentions, annotator.registry
        ),
        "all": lambda a: annotator.annotate(a["title"], a["text"]),
    }
    print("\n| step | MB/s of one core |\n|---|---|")
    for name, work in steps.items():
        print(f"| {name} | {rate(work, gold * 5):.2f} |")


if __name__ == "__main__":
    main()
