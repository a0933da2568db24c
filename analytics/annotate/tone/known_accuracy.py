"""How well each engine is known to do in each language."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from analytics.annotate.toml_rows import read_rows

UNKNOWN: Final = "unknown"
_PATH: Final = Path(__file__).with_name("accuracy.toml")


def known_accuracy(choice: str, language: str, *, has_target: bool) -> float | str:
    """Macro F1 measured of an engine in a language, towards targets or of whole texts; else ``"unknown"``."""
    return _figures().get((choice, language, has_target), UNKNOWN)


@cache
def _figures() -> dict[tuple[str, str, bool], float]:
    return {(row["engine"], row["language"], row["target"]): row["macro_f1"] for row in read_rows(_PATH, "known")}
