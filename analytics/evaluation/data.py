"""Labelled data in a folder the user names: where each set lies, and its rows."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from analytics.errors import EvaluationError

FOLDERS: Final = ("gold", "labelled", "corpora", "knowledge")
"""What a data folder holds, itself or in its folder ``data``."""
Row = dict[str, Any]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class LabelledData:
    """A folder of labelled sets.

    Attributes
    ----------
    root : Path
        Holds ``gold``, ``labelled``, ``corpora`` and ``knowledge``, each in itself or in its folder ``data``.
    """

    root: Path

    @classmethod
    def open(cls, root: Path) -> LabelledData:
        """The data of a folder.

        Raises
        ------
        EvaluationError
            If it is no folder, or holds none of the folders of a data set.
        """
        found = cls(root)
        if not root.is_dir():
            raise EvaluationError(f"{str(root)!r} is no folder; give --data a folder that holds {', '.join(FOLDERS)}.")
        if all(found.find(name) is None for name in FOLDERS):
            raise EvaluationError(
                f"{str(root)!r} holds none of {', '.join(FOLDERS)}, nor does its folder data; give --data the folder "
                "that holds them. docs/accuracy.md says what lies where."
            )
        return found

    def find(self, name: str) -> Path | None:
        """The path of a file or folder, such as ``gold/dev.jsonl``; None where there is none."""
        places = (self.root / name, self.root / "data" / name)
        return next((place for place in places if place.exists()), None)

    def path(self, name: str) -> Path:
        """The path of a file or folder.

        Raises
        ------
        EvaluationError
            If there is none.
        """
        found = self.find(name)
        if found is None:
            raise EvaluationError(f"{name} is not in {str(self.root)!r}")
        return found

    def json_lines(self, name: str, make: Callable[[Row], _T]) -> list[_T]:
        """What ``make`` makes of each row of a file of JSON lines, plain or compressed (``.gz``).

        Raises
        ------
        EvaluationError
            If the file is missing or damaged, or a row lacks what ``make`` takes from it.
        """
        return self._made(name, self._lines(name, json.loads), make)

    def csv_rows(self, name: str, make: Callable[[Row], _T]) -> list[_T]:
        """What ``make`` makes of each row of a CSV file; errors as in :meth:`json_lines`."""
        path = self.path(name)
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            return self._made(name, csv.DictReader(file), make)

    def text_lines(self, name: str) -> list[str]:
        """The lines of a file of text, plain or compressed; errors as in :meth:`json_lines`."""
        return list(self._lines(name, str))

    def _lines(self, name: str, read: Callable[[str], _T]) -> Iterator[_T]:
        path = self.path(name)
        last = 0
        try:
            with (
                gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file
            ):
                for last, line in enumerate(file, 1):  # noqa: B007 - named by the error
                    if line.strip():
                        yield read(line)
        except (OSError, EOFError, ValueError, RecursionError) as error:
            raise EvaluationError(f"{name}, near line {last}: cannot be read ({error})") from error

    def _made(self, name: str, rows: Iterator[Row] | csv.DictReader[str], make: Callable[[Row], _T]) -> list[_T]:
        made = []
        for number, row in enumerate(rows, 1):
            try:
                made.append(make(row))
            except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
                raise EvaluationError(f"{name}, row {number}: not laid out as expected ({_kind(error)})") from error
        if not made:
            raise EvaluationError(f"{name} has no rows")
        return made


def _kind(error: Exception) -> str:
    """What is wrong, without the row's own words: they may be an article's."""
    return f"there is no {error.args[0]!r}" if isinstance(error, KeyError) else f"a {type(error).__name__}"
