"""``python -m analytics evaluate``: measure each step on labelled data, and write the accuracy card."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from analytics.cli_options import JsonOption, told
from corpus.text.clean import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.evaluation.card import Card
    from analytics.evaluation.inputs import Task
    from analytics.evaluation.measuring import Measured

Data = Annotated[
    Path | None, typer.Option("--data", help="Folder with gold, labelled, corpora and knowledge.", show_default=False)
]
Out = Annotated[
    Path | None, typer.Option("--out", help="Write the whole card to this JSON file too.", show_default=False)
]
Steps = Annotated[
    str,
    typer.Option(
        "--steps", help="Steps to measure and print, with commas between them; all by default.", show_default=False
    ),
]
Own = Annotated[
    Path | None,
    typer.Option("--workspace", "-w", help="Keep what is measured in this workspace.", show_default=False),
]
Tone = Annotated[str, typer.Option("--tone", help="Tone engines: model, lexicon or hub:NAME, with commas.")]
Language = Annotated[str, typer.Option("--lang", help="Language of what is printed: ar or en.")]


def evaluate(
    data: Data = None,
    out: Out = None,
    as_json: JsonOption = False,
    steps: Steps = "",
    workspace: Own = None,
    tone: Tone = "model",
    lang: Language = "en",
) -> None:
    """Print the accuracy card: how right each step is, per language, with intervals.

    Without --data it measures what the embedded sample allows, and shows the published figures of the rest.

    Example: python -m analytics evaluate --data ../shared --steps tone,actors --out card.json
    """
    from analytics.evaluation import card as cards

    if lang not in ("ar", "en"):
        raise typer.BadParameter(f"{lang!r} is not there; allowed: ar, en.", param_hint="--lang")
    with told():
        own_path = _own_path(workspace, cards.IN_WORKSPACE)
        kept = cards.EMPTY
        for path in (out, own_path):
            kept = kept if path is None else cards.read_own(path).over(kept)
        found = _measured(data, _listed(steps), _listed(tone))
        mine = found.card.over(kept)
        whole = mine.over(cards.read_published())
        if own_path is not None:
            own_path.parent.mkdir(exist_ok=True)
            cards.write_card(mine, own_path)
        if out is not None:
            cards.write_card(whole, out)
        shown = whole.of_steps(_listed(steps))
        typer.echo(cards.as_json(shown)) if as_json else _print(shown, found.card, lang)
    _end(found, out, own_path)


def _listed(given: str) -> list[str]:
    return [part.strip() for part in given.split(",") if part.strip()]


def _own_path(workspace: Path | None, name: Path) -> Path | None:
    from corpus.workspace import Workspace

    return None if workspace is None else Workspace.open(workspace).root / name


def _measured(data: Path | None, steps: Sequence[str], engines: Sequence[str]) -> Measured:
    """What the steps give, with a bar on a terminal and a line a task elsewhere."""
    import datetime as dt

    from analytics.annotate.tone.engines import check_choice
    from analytics.evaluation.data import LabelledData
    from analytics.evaluation.inputs import Inputs
    from analytics.evaluation.measuring import check_steps, measure
    from analytics.evaluation.schema import STEPS
    from analytics.evaluation.words import word

    check_steps(steps)
    choices = [check_choice(engine) for engine in engines]
    inputs = Inputs(LabelledData.open(data) if data is not None else None, choices)
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        shown = bar.add_task("", total=None)

        def advance(done: int, total: int, task: Task) -> None:
            said = f"{word('step', task.step, 'en')}: {word('dataset', task.dataset, 'en')}"
            if not console.is_terminal:
                console.print(f"{done + 1} of {total}: {said}")
            bar.update(shown, description=said, completed=done, total=total)

        return measure(inputs, steps or STEPS, today=dt.datetime.now(dt.UTC).date(), progress=advance)


def _print(whole: Card, now: Card, language: str) -> None:
    from analytics.evaluation.text import card_lines

    for line in card_lines(whole, now=now, language=language):
        typer.echo(line)


def _end(found: Measured, *written: Path | None) -> None:
    """Say what could not be measured and what was written; exit status 1 where nothing was measured."""
    for problem in found.problems:
        typer.echo(f"problem: {printable(problem)}", err=True)
    for path in written:
        if path is not None:
            typer.echo(f"The card is in {printable(str(path))}", err=True)
    if not found.card.rows and found.problems:
        raise typer.Exit(1)
