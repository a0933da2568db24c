"""Measuring: the tasks that can be done, done one by one, and their figures as rows of the card."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Final

from analytics.annotate.tone.engines import MODEL, shown_choice
from analytics.errors import AnalyticsError, EvaluationError
from analytics.evaluation.card import Card
from analytics.evaluation.goals import goal_of, peer_of
from analytics.evaluation.inputs import Inputs, Task
from analytics.evaluation.schema import STEPS, CardRow, Finding
from analytics.evaluation.steps import actors, citations, dates, duplicates, encoder, places, tone, topics
from analytics.evaluation.versions import method_of, versions_of
from corpus.errors import CorpusError

TASKS: Final[tuple[Task, ...]] = (
    *encoder.TASKS,
    *topics.TASKS,
    *actors.TASKS,
    *citations.TASKS,
    *places.TASKS,
    *tone.TASKS,
    *dates.TASKS,
    *duplicates.TASKS,
)
DIGITS: Final = 6
"""Decimals of a figure: further ones differ between processors."""
Progress = Callable[[int, int, Task], None]
"""Told how many tasks are done, how many there are, and which comes next."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The rows that were measured, and a line for each data set that could not be."""

    card: Card
    problems: tuple[str, ...]


def check_steps(steps: Sequence[str]) -> None:
    """Nothing, if all are steps of the card.

    Raises
    ------
    EvaluationError
        If one is none.
    """
    wrong = [step for step in steps if step not in STEPS]
    if wrong:
        raise EvaluationError(f"There is no step {wrong[0][:60]!r}; allowed: {', '.join(STEPS)}.")


def measure(
    inputs: Inputs, steps: Sequence[str] = STEPS, *, today: dt.date, progress: Progress = lambda done, total, task: None
) -> Measured:
    """The figures of steps on all data there is.

    Parameters
    ----------
    inputs : Inputs
        Without a data folder only what comes with Marsad is measured on.
    steps : sequence of str
        Of ``STEPS``.
    today : date
        The day the rows carry.
    progress : callable, optional

    Raises
    ------
    EvaluationError
        If there is no such step.
    """
    check_steps(steps)
    tasks = [task for task in TASKS if task.step in steps and (inputs.given is not None or not task.files)]
    rows: list[CardRow] = []
    problems: list[str] = []
    for done, task in enumerate(tasks):
        progress(done, len(tasks), task)
        try:
            rows += [row_of(finding, inputs, task, today) for finding in findings_of(task, inputs)]
        except (AnalyticsError, CorpusError) as error:
            problems.append(f"{task.step}, {task.dataset}: not measured: {error}")
    return Measured(Card.of(rows), tuple(problems))


def findings_of(task: Task, inputs: Inputs) -> Iterable[Finding]:
    """What a task finds.

    Raises
    ------
    EvaluationError
        If a file it needs is missing or damaged.
    """
    for name in task.files:
        inputs.data.path(name)
    return list(task.measure(inputs))


def row_of(finding: Finding, inputs: Inputs, task: Task, today: dt.date) -> CardRow:
    """A figure with its goal, its peer and what it was made from."""
    peer = peer_of(finding)
    versions = versions_of(finding.step)
    system = finding.system
    if system in inputs.loaded:
        versions["engine"] = inputs.loaded[system].name
        system = shown_choice(system, versions["engine"])
    given = {name: value for name, value in asdict(finding).items() if name != "reliability"}
    given |= {name: _rounded(given[name]) for name in ("figure", "low", "high")} | {"system": system}
    engine = f" --tone {system}" if finding.step == "tone" and system != MODEL else ""
    folder = " --data DIR" if task.files else ""
    return CardRow(
        **given,
        reliability=finding.reliability,
        goal=goal_of(finding),
        peer=peer.figure if peer else None,
        peer_name=peer.name if peer else "",
        date=today.isoformat(),
        versions=versions,
        method=method_of(finding.step),
        command=f"python -m analytics evaluate --steps {finding.step}{engine}{folder}",
        basis="measured",
    )


def _rounded(figure: float | None) -> float | None:
    """None too for what is not a number, which JSON has no word for."""
    return None if figure is None or not math.isfinite(figure) else round(figure, DIGITS)
