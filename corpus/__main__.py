"""``python -m corpus``: add files to a workspace, and tell what it holds."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from corpus.accounts import Intake
from corpus.collect.command import app as collect_app
from corpus.errors import CorpusError
from corpus.intake import Progress as Report
from corpus.intake import add_paths, add_sample, files_at
from corpus.readers import PLAIN, read_layout
from corpus.status import status_of
from corpus.text.clean import printable
from corpus.workspace import Workspace

ADD_HELP = """Add files to the corpus of a workspace; the workspace is made if there is none.

Reads pasted pages (.txt), Markdown, text below a YAML head, web pages, CSV with any delimiter, JSON, JSON lines,
Parquet, Excel, RSS and Atom, WARC, each also as .gz or in a .zip, and folders of them, by what they hold and not by
their names. Adding a file twice adds nothing twice.

Example: python -m corpus add articles.csv pages/ --workspace my-workspace

Example: python -m corpus add export.csv --mapping export.yaml --dry-run

A mapping file says what recognition would guess wrong; every key may be left out:

\b
  fields: {title: Kopf, text: [Inhalt, Vorspann], date: Datum}   # of several columns the first that holds something
  delimiter: ";"        # one character
  encoding: cp1256
  date_order: dmy       # or mdy: how 4/5/2017 is meant
  language: ar          # of every article: ar, en or other
  publisher: "..."      # of every article
  skip_rows: 2          # lines above the row of names
  collected: 2024-09-03T10:15+00:00   # from when "two hours ago" speaks
"""
STATUS_HELP = """Tell what the corpus of a workspace holds.

Example: python -m corpus status --workspace my-workspace --json
"""
WorkspaceOption = Annotated[
    Path, typer.Option("--workspace", "-w", help="Folder of the workspace.", show_default=False)
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]

app = typer.Typer(
    help="The corpus: what was published.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.command(help=ADD_HELP)
def add(
    workspace: Annotated[
        Path | None, typer.Option("--workspace", "-w", help="Folder of the workspace.", show_default=False)
    ] = None,
    paths: Annotated[list[Path] | None, typer.Argument(help="Files and folders.", show_default=False)] = None,
    sample: Annotated[bool, typer.Option("--sample", help="Add the sample texts that come with Marsad.")] = False,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", help="YAML file that says what the columns are.", show_default=False)
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the first rows as they would be stored; store nothing.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Add files, or the sample, and print the account of each file."""
    if dry_run:
        if sample or not paths:
            raise typer.BadParameter("--dry-run shows files: give some, and leave --sample out.")
        _dry_run(paths, mapping, as_json)
        return
    if not paths and not sample:
        raise typer.BadParameter("Give files or folders to add, or --sample.")
    if workspace is None:
        raise typer.BadParameter("Give the folder of the workspace with --workspace, or look first with --dry-run.")
    with _told_errors():
        layout = PLAIN if mapping is None else read_layout(mapping)
        files_at(paths or [])  # a mistyped path is told before a workspace is made
        target = Workspace.create(workspace)
        with _progress() as report:
            intakes = [
                *(add_sample(target, report) if sample else []),
                *(add_paths(target, paths, report, layout) if paths else []),
            ]
        if as_json:
            _print_json([_as_dict(intake) for intake in intakes])
        else:
            for line in account_lines(intakes):
                typer.echo(line)
        if not any(intake.n_accepted or intake.n_duplicate for intake in intakes):
            raise CorpusError("Nothing could be read from what was given; see the reasons above.")


def _dry_run(paths: Sequence[Path], mapping: Path | None, as_json: bool) -> None:
    """Print the first rows of files as they would be stored."""
    from corpus.preview import preview, preview_lines

    with _told_errors():
        found = preview(files_at(paths), PLAIN if mapping is None else read_layout(mapping))
        if as_json:
            _print_json([asdict(one) for one in found])
        else:
            for line in preview_lines(found):
                typer.echo(line)


@app.command(help=STATUS_HELP)
def status(workspace: WorkspaceOption, as_json: JsonOption = False) -> None:
    """Print what the corpus holds."""
    with _told_errors():
        found = status_of(Workspace.open(workspace))
        if as_json:
            _print_json(found)
        else:
            for name, value in found.items():
                shown = (
                    ", ".join(f"{key} {count}" for key, count in value.items()) if isinstance(value, dict) else value
                )
                typer.echo(f"{name.replace('_', ' ')}: {shown}")


def account_lines(intakes: Sequence[Intake]) -> list[str]:
    """The accounts of files as lines: what each gave, its columns, its problems; and the sum of several."""
    lines = []
    for intake in intakes:
        lines.append(f"{printable(Path(intake.source_uri).name)} ({intake.format}): {_counts([intake])}")
        if intake.mapping:
            lines.append(f"  columns: {printable(intake.mapping)}")
        for reason, count in intake.reasons:
            lines.append(f"  rejected, {reason}: {count}")
            shown = [example for example in intake.examples if example.reason == reason]
            lines.extend(f"    row {one.position}: {printable(one.detail)}" for one in shown)
        lines.extend(f"  note, {note}: {count}" for note, count in intake.notes)
    if len(intakes) > 1:
        lines.append(f"all {len(intakes)} files: {_counts(intakes)}")
    if any(intake.n_rejected for intake in intakes):
        lines.append("each rejected row: python -m analytics export --table rejects --out rejects.csv --workspace ...")
    return lines


def _counts(intakes: Sequence[Intake]) -> str:
    read, accepted, duplicate, rejected = (
        sum(getattr(intake, name) for intake in intakes)
        for name in ("n_read", "n_accepted", "n_duplicate", "n_rejected")
    )
    return f"read {read} = accepted {accepted} + duplicate {duplicate} + rejected {rejected}"


def _as_dict(intake: Intake) -> dict[str, Any]:
    return {**asdict(intake), "reasons": dict(intake.reasons), "notes": dict(intake.notes)}


def _print_json(found: object) -> None:
    typer.echo(json.dumps(found, ensure_ascii=False, indent=2, default=str))


@contextmanager
def _told_errors() -> Iterator[None]:
    """Errors a user can act on are one line and exit code 1."""
    try:
        yield
    except CorpusError as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(1) from error
    except KeyboardInterrupt:
        told = "stopped: what was read so far is stored, with its account. The same command goes on from there."
        typer.echo(told, err=True)
        raise typer.Exit(130) from None


@contextmanager
def _progress() -> Iterator[Report | None]:
    """A progress bar on a terminal, nothing elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("files"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("adding")

        def report(name: str, n_done: int, n_files: int, n_rows: int) -> None:
            shown = f"{Path(name).name}: {n_rows} rows".replace("[", r"\[")
            bar.update(task, completed=n_done, total=n_files, description=shown)

        yield report


app.add_typer(collect_app, name="collect")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    app(prog_name="python -m corpus")
