"""How well topics cross languages, on the forty facts of the sample that are told once in Arabic and once in English.

Usage: python benchmarks/pairs.py

Prints how often the nearest report in the other language is the pair's other side, before and after the languages are
aligned, the share of pairs whose sides fall into one topic, and the share to be expected if sides were drawn at random.
``python -m analytics evaluate --steps encoder,topics`` measures the first and the third.
"""

from __future__ import annotations

import numpy as np

from analytics.evaluation.inputs import Inputs
from analytics.evaluation.sections import pair_sides, sample, sample_reports
from analytics.evaluation.steps.encoder import other_side_ranks
from analytics.evaluation.steps.topics import all_topics, labels_of
from analytics.topics.align import Space


def main() -> None:
    """Print the figures."""
    inputs = Inputs()
    rows, found = sample_reports(inputs), sample(inputs)
    aligned = Space.of(found.vectors, found.languages).apply(found.vectors, found.languages)
    for name, space in (("as encoded", found.vectors), ("aligned", aligned)):
        ranks = list(other_side_ranks(space, rows).values())
        hits, reciprocal = np.mean([rank == 1 for rank in ranks]), np.mean([1 / rank for rank in ranks])
        print(f"{name}: other side nearest {hits:.2f}, mean reciprocal rank {reciprocal:.2f}")
    labels = labels_of(found, all_topics(found))
    sides = pair_sides(rows).values()
    same = np.mean([labels[one] == labels[other] for one, other in sides])
    arabic, english = ([t for t, own in zip(labels, found.languages, strict=True) if own == x] for x in ("ar", "en"))
    chance = np.mean([one == other for one in arabic for other in english])
    print(f"{len(sides)} pairs, {len(set(labels))} topics: in one topic {same:.2f}, expected by chance {chance:.2f}")


if __name__ == "__main__":
    main()
