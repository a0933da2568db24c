"""The card itself: rows read from files, laid over each other, and written whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from analytics.errors import EvaluationError
from analytics.evaluation.schema import COLUMNS, LANGUAGES, STEPS, CardRow, row_from
from analytics.evaluation.versions import method_of
from analytics.evaluation.words import words

if TYPE_CHECKING:
    import pandas as pd

FORMAT: Final = 1
PACKAGED: Final = Path(__file__).with_name("card.json")
"""The figures published with this version of Marsad."""
IN_WORKSPACE: Final = Path("evaluation") / "card.json"
_LARGEST: Final = 8 << 20
"""Bytes of a card that are read: the packaged one has some hundred thousand."""


@dataclass(frozen=True, slots=True)
class Card:
    """The accuracy card.

    Attributes
    ----------
    rows : tuple of CardRow
        In the order of steps, engines, data sets and languages; measures of one as they were measured.
    """

    rows: tuple[CardRow, ...]

    def frame(self) -> pd.DataFrame:
        """One row a figure: the columns of ``CardRow``, and ``meets_goal``, ``lower_is_better`` and ``current``.

        ``current`` says whether the step's code and data files are those the figure was measured with.
        """
        import pandas as pd  # half a second, which a command line that only prints need not wait for

        now = {step: method_of(step) for step in {row.step for row in self.rows}}
        records = [
            {name: getattr(row, name) for name in COLUMNS}
            | {"meets_goal": row.meets_goal, "lower_is_better": row.lower_is_better}
            | {"current": row.method == now[row.step]}
            for row in self.rows
        ]
        return pd.DataFrame(records, columns=[*COLUMNS, "meets_goal", "lower_is_better", "current"])

    def over(self, below: Card) -> Card:
        """The card laid over another: what is measured anew replaces all that the other has of its group."""
        groups = {row.group for row in self.rows}
        return Card.of([*(row for row in below.rows if row.group not in groups), *self.rows])

    def of_steps(self, steps: Sequence[str]) -> Card:
        """The rows of some steps; all where none is named."""
        return Card(tuple(row for row in self.rows if not steps or row.step in steps))

    @classmethod
    def of(cls, rows: Iterable[CardRow]) -> Card:
        """A card of rows in any order; rows of one step, system and data set keep their own."""
        return cls(tuple(sorted(rows, key=_place)))


EMPTY: Final = Card(())


def _place(row: CardRow) -> tuple[int, bool, str, int, str, int]:
    """The step; our own engine before others; the data set in the order of the words; the language."""
    datasets = list(words()["dataset"])
    at = datasets.index(row.dataset) if row.dataset in datasets else len(datasets)
    language = LANGUAGES.index(row.language)
    return STEPS.index(row.step), row.system not in ("marsad", "model"), row.system, at, row.dataset, language


def load_card(workspace: Path | None = None) -> Card:
    """The card to show: the figures measured in a workspace over those published with Marsad.

    Parameters
    ----------
    workspace : Path, optional
        Folder of a workspace. One without a card of its own gives the published figures.

    Raises
    ------
    EvaluationError
        If a card is damaged or of another format.
    """
    published = read_published()
    own = EMPTY if workspace is None else read_own(Path(workspace) / IN_WORKSPACE)
    return own.over(published)


def read_published() -> Card:
    """The figures published with Marsad; none where its card is absent."""
    rows = read_card(PACKAGED).rows if PACKAGED.exists() else ()
    return Card(tuple(replace(row, basis="published") for row in rows))


def read_own(path: Path) -> Card:
    """The rows of a file that were measured there; none where there is no file."""
    rows = read_card(path).rows if path.exists() else ()
    return Card(tuple(row for row in rows if row.basis == "measured"))


def read_card(path: Path) -> Card:
    """The card of a file.

    Raises
    ------
    EvaluationError
        If it cannot be read, is no card, or is one of another format.
    """
    remedy = "Remove it, and write it again with: python -m analytics evaluate"
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise EvaluationError(f"{str(path)!r} is larger than any accuracy card ({_LARGEST:,} bytes). {remedy}")
        found = json.loads(content)
    except OSError as error:
        raise EvaluationError(f"{str(path)!r} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise EvaluationError(f"{str(path)!r} is no accuracy card: it is not JSON in UTF-8. {remedy}") from error
    if not isinstance(found, dict) or "format" not in found or not isinstance(found.get("rows"), list):
        raise EvaluationError(f"{str(path)!r} is no accuracy card: it has no format and rows. {remedy}")
    if found["format"] != FORMAT:
        told = f"{str(path)!r} is an accuracy card of format {str(found['format'])[:20]!r}; this version reads {FORMAT}"
        raise EvaluationError(f"{told}. {remedy}")
    return Card.of(row_from(row, f"{str(path)!r}, row {number}") for number, row in enumerate(found["rows"], 1))


def write_card(card: Card, path: Path) -> None:
    """Write a card to a file, whole or not at all.

    Raises
    ------
    analytics.errors.RecordError
        If the file cannot be written.
    """
    from analytics.export import written_whole

    with written_whole(path) as draft:
        draft.write_text(as_json(card) + "\n", encoding="utf-8", newline="\n")


def as_json(card: Card) -> str:
    """The card as the text of a JSON file, one row a line."""
    rows: Sequence[str] = [json.dumps(asdict(row), ensure_ascii=False, sort_keys=True) for row in card.rows]
    listed = "[\n" + ",\n".join(rows) + "\n]" if rows else "[]"
    return f'{{"format": {FORMAT}, "rows": {listed}}}'
