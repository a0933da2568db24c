"""The articles and vectors every method of ``benchmarks/topics.py`` is given, and the parts of them it is fitted on.

Read by the peers' Python as well as by ours, so this module needs NumPy alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

FILES: Final = {"war": ("war",), "ant": ("topics_ant_6cat",), "ag": ("topics_agnews_4cat",)}
"""Corpora and the files they are read from: ``NAME.json`` with the articles, ``NAME.npy`` with their unit vectors."""

SECTIONS: Final = {
    "technology": "technology",
    "economy": "business",
    "sport": "sport",
    "internationalNews": "world",
    "middleEast": "world",
    "1": "world",
    "2": "sport",
    "3": "business",
    "4": "technology",
}
"""The categories that both labelled corpora have, under one name; Arabic culture has no English counterpart."""

N_SAMPLES: Final = 5
N_SHUFFLES: Final = 5
_SHARE: Final = 0.9  # of the articles in a sample


@dataclass(frozen=True, slots=True)
class Articles:
    """Articles as they are given to a method, and their vectors."""

    rows: Sequence[dict[str, Any]]
    vectors: NDArray[np.float32]

    @property
    def ids(self) -> list[str]:
        """Id of each article."""
        return [row["article_id"] for row in self.rows]

    @property
    def texts(self) -> list[str]:
        """Title and text of each article."""
        return [f"{row['title']}\n\n{row['text']}" for row in self.rows]

    @property
    def titles(self) -> list[str]:
        """Title of each article, or the beginning of its text."""
        return [row["title"] or row["text"][:200] for row in self.rows]

    @property
    def languages(self) -> list[str]:
        """Language of each article."""
        return [row["language"] for row in self.rows]

    @property
    def categories(self) -> list[str]:
        """Category of each article; empty where it has none."""
        return [row.get("category", "") for row in self.rows]

    def take(self, positions: NDArray[np.int64]) -> Articles:
        """The articles at these positions, in this order."""
        return Articles([self.rows[at] for at in positions], self.vectors[positions])


def read(data: Path, corpus: str) -> Articles:
    """A corpus: ``war``, ``ant``, ``ag``, or ``mixed``, the articles of ant and ag in the sections that both have.

    Raises
    ------
    SystemExit
        If the folder lacks a file.
    """
    if corpus == "mixed":
        parts = [read(data, name) for name in ("ant", "ag")]
        both = Articles([row for part in parts for row in part.rows], np.concatenate([part.vectors for part in parts]))
        shared = np.array([at for at, name in enumerate(both.categories) if name in SECTIONS])
        rows = [row | {"category": SECTIONS[row["category"]]} for row in both.take(shared).rows]
        return Articles(rows, both.vectors[shared])
    (name,) = FILES[corpus]
    files = data / f"{name}.json", data / f"{name}.npy"
    for file in files:
        if not file.exists():
            raise SystemExit(
                f"{file} is missing; make it with: python benchmarks/encoder.py --prepare ../shared {data}"
            )
    return Articles(json.loads(files[0].read_text(encoding="utf-8")), np.load(files[1]))


def parts(n: int, samples: int = N_SAMPLES, shuffles: int = N_SHUFFLES) -> Iterator[tuple[str, NDArray[np.int64]]]:
    """The parts a method is fitted on: all articles as they come, samples of nine tenths, and all of them shuffled."""
    yield "all", np.arange(n)
    for seed in range(samples):
        yield f"sample {seed}", np.sort(np.random.default_rng(seed).choice(n, round(_SHARE * n), replace=False))
    for seed in range(shuffles):
        yield f"shuffle {seed}", np.random.default_rng(100 + seed).permutation(n)


def by_script(ranked: Sequence[str], size: int) -> dict[str, list[str]]:
    """The first ``size`` terms with Arabic and with Latin letters; a term without letters is in neither list."""
    arabic = [term for term in ranked if any("\u0600" <= letter <= "\u06ff" and letter.isalpha() for letter in term)]
    latin = [term for term in ranked if any(letter.isalpha() and letter < "\u0250" for letter in term)]
    return {"ar": arabic[:size], "en": [term for term in latin if term not in set(arabic)][:size]}
