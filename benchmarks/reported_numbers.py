"""Accuracy and speed of reported figures: ``python benchmarks/reported_numbers.py LABELS.jsonl [--misses]``.

A line of the labels is an article with its figures::

    {"title": ..., "text": ..., "numbers": [{"start": 10, "end": 24, "value": 12, "value_high": null, "bound": "exact",
     "thing_key": "killed.civilians", "source": "words of who reports it, or null for the article itself"}]}

``start`` and ``end`` are offsets into ``whole(title, text)`` that overlap the number. ``thing_key`` "~" and
``source`` "*" are not scored: things that are no known kind, and reporters on whom readers differ. A figure is found
if one overlaps its label with the same value, high value and bound.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

from analytics.annotate.pipeline import Annotator
from analytics.annotate.spans import ReportedNumber
from analytics.schema import whole

Label = dict[str, Any]


def is_found(label: Label, number: ReportedNumber) -> bool:
    """Whether a figure is the labelled one: its words, value and bound."""
    overlaps = number.start < label["end"] and label["start"] < number.end
    values = (label["value"], label.get("value_high"), label["bound"])
    return overlaps and values == (number.value, number.value_high, number.bound)


def reporter_agrees(label: Label, number: ReportedNumber, text: str) -> bool:
    """Whether the reporter is the labelled one, by a word of the article they share."""
    if label["source"] is None or number.source is None:
        return label["source"] is None and number.source is None
    span = number.source.span
    words = f"{number.source.label} {text[span.start : span.end] if span else ''}"
    return bool(set(label["source"].casefold().split()) & set(words.casefold().split()))


def score(articles: list[dict[str, Any]], annotator: Annotator, *, misses: bool) -> None:
    """Print precision and recall of figures, and how often the kind and the reporter of those found are right."""
    n_found = n_given = n_right = 0
    kinds, reporters = [], []
    for article in articles:
        found = annotator.annotate(article["title"], article["text"]).numbers
        rest = list(found)
        text = whole(article["title"], article["text"])
        n_given, n_found = n_given + len(article["numbers"]), n_found + len(found)
        for label in article["numbers"]:
            match = next((number for number in rest if is_found(label, number)), None)
            if match is None:
                _say(misses, "missed", label, None)
                continue
            rest.remove(match)
            n_right += 1
            if label["thing_key"] not in ("~", None):
                kinds.append(label["thing_key"] == match.thing_key)
                _say(misses and not kinds[-1], "kind", label, match)
            if label["source"] != "*":
                reporters.append(reporter_agrees(label, match, text))
                _say(misses and not reporters[-1], "reporter", label, match)
        for number in rest:
            _say(misses, f"extra {text[max(0, number.start - 40) : number.end + 30]!r}", {}, number)
    print("| articles | figures | precision | recall | kind | reporter |\n|---|---|---|---|---|---|")
    print(
        f"| {len(articles)} | {n_given} | {_share(n_right, n_found)} | {_share(n_right, n_given)} | "
        f"{_share(sum(kinds), len(kinds))} | {_share(sum(reporters), len(reporters))} |"
    )


def _share(part: int, total: int) -> str:
    return f"{part / total:.3f} ({part}/{total})" if total else "none"


def _say(is_wanted: bool, what: str, label: Label, number: ReportedNumber | None) -> None:
    if is_wanted:
        found = number and (number.value, number.bound, number.thing, number.thing_key, number.source)
        print(what, {key: value for key, value in label.items() if key not in ("start", "end")}, found)


def main() -> None:
    """Print the scores of a file of labels, and megabytes of UTF-8 a second of one core."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labels", type=Path)
    parser.add_argument("--misses", action="store_true", help="print every disagreement")
    options = parser.parse_args()
    lines = options.labels.read_text(encoding="utf-8").splitlines()
    articles = [json.loads(line) for line in lines if line.strip()]
    annotator = Annotator.load()
    score(articles, annotator, misses=options.misses)
    texts = [(whole(a["title"], a["text"]), annotator.annotate(a["title"], a["text"])) for a in articles]
    begun = time.process_time()
    for text, note in texts * 20:
        annotator.number_finder.find(text, note.sentences, note.mentions, note.citations, note.places)
    size = 20 * sum(len(text.encode()) for text, _ in texts)
    print(f"\n{size / 1e6 / (time.process_time() - begun):.1f} MB of UTF-8 a second of one core")


if __name__ == "__main__":
    main()
