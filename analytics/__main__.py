"""``python -m analytics``: run, annotate, tone, actors, topics, export, evaluate."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from analytics.actors_cli import app as actors_app
from analytics.errors import AnalyticsError, RecordError, RunError
from analytics.evaluate_cli import evaluate
from analytics.topics_cli import app as topics_app
from corpus.errors import CorpusError
from corpus.text.clean import printable
from corpus.workspace import Workspace

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    help="Analyse a corpus: topics, tone, actors, cited sources.",
)
WorkspaceOption = Annotated[Path, typer.Option("--workspace", "-w", help="The workspace folder.")]
ToneOption = Annotated[
    str | None, typer.Option("--tone", help="Tone engine: model, lexicon, or hub:NAME.", show_default="model")
]
DownloadOption = Annotated[
    bool, typer.Option("--allow-download", help="Let a hub model that is not on this machine be downloaded.")
]
ENGINES: Final = ("local",)
_UNSETTLED: Final = (
    "warning: another program is adding to this corpus, so copies of what it brings may not be known as such yet; "
    "analyse again when it is done."
)


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn an error a user can act on into one line and exit status 1; Ctrl-C into 130."""
    try:
        yield
    except (AnalyticsError, CorpusError) as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        typer.echo("Interrupted; nothing half-made is kept.", err=True)
        raise typer.Exit(130) from None


def _progress(console: Console) -> tuple[Progress, Callable[[str, int, int], None]]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bars = Progress(*columns, console=console, disable=not console.is_terminal)
    tasks: dict[str, TaskID] = {}
    said: dict[str, int] = {}

    def advance(step: str, done: int, total: int) -> None:
        if not console.is_terminal:
            quarter = 4 * done // total
            if said.get(step) != quarter:  # a log gets five lines a step, a terminal a bar
                said[step] = quarter
                console.print(f"{step}: {done:,} of {total:,}")
        if step not in tasks:
            tasks[step] = bars.add_task(step, total=total)
        bars.update(tasks[step], completed=done)

    return bars, advance


@app.command()
def run(
    workspace: WorkspaceOption,
    engine: Annotated[str, typer.Option(help="Where the work is done: local.")] = "local",
    seed: Annotated[int | None, typer.Option(help="Seed of everything random.", show_default="0")] = None,
    topics: Annotated[
        str | None, typer.Option(help="How many topics: coarse, auto, fine, or a number.", show_default="auto")
    ] = None,
    clusters: Annotated[
        str | None, typer.Option(help="Cluster model: leiden, kmeans or hdbscan.", show_default="leiden")
    ] = None,
    centring: Annotated[
        str | None,
        typer.Option(help="What is taken out of vectors: language, publisher or none.", show_default="language"),
    ] = None,
    tone: ToneOption = None,
    allow_download: DownloadOption = False,
    update: Annotated[
        bool, typer.Option("--update", help="Keep the topics of the last run; assign the articles that came since.")
    ] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Number topics as if there were no runs before.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the run's manifest as JSON.")] = False,
) -> None:
    """Analyse the corpus into an immutable run and make it the current one.

    Topics are found anew, and those that are the same as before keep their numbers; --update finds none anew.

    Example: python -m analytics run --workspace W
    """
    from analytics.analyse import analyse
    from analytics.annotate.actors.decisions import read_history
    from analytics.run import current_id
    from analytics.run_cli import said_of, settings_of

    with plain_errors():
        _make_ready(tone, allow_download)
        if engine not in ENGINES:
            raise RunError(f"Engine {engine!r} is not there yet; allowed: {', '.join(ENGINES)}.")
        settings = settings_of(
            topics=topics, clusters=clusters, centring=centring, seed=seed, update=update, fresh=fresh
        )
        opened = Workspace.open(workspace)
        before = current_id(opened)
        bars, advance = _progress(Console(stderr=True))
        with bars:
            made = analyse(opened, settings=settings, update=update, fresh=fresh, tone=tone, progress=advance)
        for problem in read_history(workspace).damaged:
            typer.echo(f"warning: {printable(problem)}", err=True)
        if not made.manifest["corpus_settled"]:
            typer.echo(_UNSETTLED, err=True)
        if as_json:
            typer.echo(json.dumps(made.manifest, ensure_ascii=False, indent=2))
            return
        for line in said_of(opened, made, update=update, is_same=made.run_id == before):
            typer.echo(line)


def _make_ready(tone: str | None, allow_download: bool) -> None:
    from analytics.annotate.tone.engines import make_ready

    if tone is not None:
        make_ready(tone, may_download=allow_download)


def _two_files(source: Path, out: Path) -> None:
    """Refuse to write the results over what they are made from, by whatever names or links the two are given."""
    is_one = os.path.realpath(source) == os.path.realpath(out)
    if is_one or (source.exists() and out.exists() and source.samefile(out)):
        raise RecordError(f"--in and --out are the same file, {str(out)!r}; give --out another name.")


def _stateless(source: Path, out: Path, work: Callable[[Iterator[dict[str, Any]]], Iterator[dict[str, Any]]]) -> None:
    from analytics.export import written_whole
    from analytics.records import read_records

    problems: list[str] = []
    with plain_errors():
        records = read_records(source)
        count = 0
        # a lone surrogate in an id has no UTF-8: it is written as "?" rather than losing every result
        with written_whole(out) as draft, draft.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
            for count, result in enumerate(work(records), 1):
                file.write(json.dumps(result, ensure_ascii=False) + "\n")
                if "reason" in result:
                    problems.append(f"record {count}: {result['reason']}")
    for problem in problems:
        typer.echo(f"problem: {problem}", err=True)
    typer.echo(f"{count:,} results in {out}", err=True)


In = Annotated[Path, typer.Option("--in", help="JSON lines to read.")]
Out = Annotated[Path, typer.Option("--out", help="File to write.")]


@app.command()
def annotate(
    source: In,
    out: Out,
    workspace: Annotated[
        Path | None,
        typer.Option("--workspace", "-w", help="Also know the actors of a workspace.", show_default=False),
    ] = None,
    tone: ToneOption = None,
    allow_download: DownloadOption = False,
) -> None:
    """Annotate articles: actors, names not registered, citations, places, figures, tone. One result an input line.

    Reads {"id","title","text"} a line; offsets of the results point into title + blank line + text.

    Example: python -m analytics annotate --in articles.jsonl --out annotated.jsonl
    """
    from analytics.annotate.actors.own import NO_OWN
    from analytics.annotate.actors.own_files import own_actors
    from analytics.annotate.tone.engines import DEFAULT
    from analytics.records import annotate_records

    with plain_errors():
        _two_files(source, out)
        _make_ready(tone, allow_download)
        own = NO_OWN if workspace is None else own_actors(Workspace.open(workspace).root).own
    _stateless(source, out, lambda records: annotate_records(records, own, tone or DEFAULT))


@app.command("tone")
def score_tone(
    source: In,
    out: Out,
    tone: ToneOption = None,
    allow_download: DownloadOption = False,
) -> None:
    """Score tone: of a text, or towards a target in it.

    Reads {"id","text", optional "start","end" of the target} a line. Writes label, score, low, high, confidence,
    language and accuracy (macro F1 of this engine measured in that language, or "unknown"); or a reason for none.

    Example: python -m analytics tone --in sentences.jsonl --out scored.jsonl
    """
    from analytics.annotate.tone.engines import DEFAULT
    from analytics.annotate.tone.records import tone_records

    with plain_errors():
        _two_files(source, out)
        _make_ready(tone, allow_download)
    _stateless(source, out, lambda records: tone_records(records, tone or DEFAULT))


@app.command()
def export(
    workspace: WorkspaceOption,
    table: Annotated[str, typer.Option(help="Table of the corpus or of the current run.")],
    out: Annotated[Path, typer.Option(help="File ending in .csv, .parquet or .jsonl.")],
    edited: Annotated[
        bool, typer.Option("--edited", help="With people's edits of topics: topics, themes or assignments.")
    ] = False,
) -> None:
    """Export a table, a run's as the run made it. CSV is formula-safe.

    Example: python -m analytics export --workspace W --table topics --out topics.csv
    """
    from analytics.export import read_table, write_table

    with plain_errors():
        rows = read_table(Workspace.open(workspace), table, edited=edited)
        write_table(rows, out)
        typer.echo(f"{rows.num_rows:,} rows in {out}")


app.command()(evaluate)
app.add_typer(actors_app, name="actors")
app.add_typer(topics_app, name="topics")


if __name__ == "__main__":
    sys.exit(app())
