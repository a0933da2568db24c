"""``python -m reports``: build."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from analytics.errors import AnalyticsError
from analytics.study import Filters
from analytics.study.filters import UNITS
from corpus.errors import CorpusError
from reports.errors import ReportError
from reports.wording import LANGUAGES

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Print what was found: PDF reports.")


@app.callback()
def main() -> None:
    """Print what was found: PDF reports."""


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn an error a user can act on into one line and exit status 1; Ctrl-C into 130."""
    try:
        yield
    except (AnalyticsError, CorpusError, ReportError) as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        typer.echo("Interrupted; nothing half-made is kept.", err=True)
        raise typer.Exit(130) from None


def _date(text: str | None, option: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no date; write it as 2018-03-31.", param_hint=option) from None


def _filters(query: str, start: str | None, end: str | None, unit: str | None) -> Filters:
    """The selection of the options; ``--from``, ``--to`` and ``--unit`` win over the query's."""
    found, notices = Filters.from_query(query)
    for notice in notices:
        raise typer.BadParameter(
            f"{notice.key}={notice.value!r} cannot be used; allowed: {notice.allowed}.", param_hint="--query"
        )
    dates = {"date_from": _date(start, "--from"), "date_to": _date(end, "--to")}
    try:
        return found.narrow(**{name: value for name, value in dates.items() if value}).counting(unit or found.unit)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--from") from None


@app.command()
def build(
    workspace: Annotated[Path, typer.Option("--workspace", "-w", help="The workspace folder.")],
    out: Annotated[Path, typer.Option("--out", help="PDF file to write.")],
    lang: Annotated[str, typer.Option("--lang", help="Language of the report: ar or en.")],
    start: Annotated[str | None, typer.Option("--from", help="First day, as 2018-03-31.")] = None,
    end: Annotated[str | None, typer.Option("--to", help="Last day, as 2018-03-31.")] = None,
    unit: Annotated[
        str | None,
        typer.Option("--unit", help="What is counted: articles (the default), or stories, each once with its copies."),
    ] = None,
    query: Annotated[str, typer.Option("--query", help="More conditions, as the dashboard's address has them.")] = "",
) -> None:
    """Build the PDF report of a selection.

    Example: python -m reports build --workspace W --from 2018-01-01 --to 2018-06-30 --lang ar --out report.pdf
    """
    if lang not in LANGUAGES:
        raise typer.BadParameter(
            f"{lang!r} is no language of reports; allowed: {', '.join(LANGUAGES)}.", param_hint="--lang"
        )
    if unit is not None and unit not in UNITS:
        raise typer.BadParameter(f"{unit!r} cannot be counted; allowed: {', '.join(UNITS)}.", param_hint="--unit")
    filters = _filters(query, start, end, unit)
    from analytics.study import Study
    from reports.build import build_report

    with plain_errors():
        study = Study(str(workspace))
        build_report(study, out, language=lang, filters=filters)
        typer.echo(f"{out}: {study.count(filters):,} of {study.count(filters.cleared()):,} {filters.unit}")


if __name__ == "__main__":
    sys.exit(app())
