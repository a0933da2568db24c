"""What the command lines of actors and of topics share: options, errors as one line, who does it, JSON."""

from __future__ import annotations

import getpass
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from analytics.errors import AnalyticsError
from corpus.errors import CorpusError
from corpus.text.clean import printable

WorkspaceOption = Annotated[Path, typer.Option("--workspace", "-w", help="The workspace folder.", show_default=False)]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")]
Who = Annotated[str | None, typer.Option("--who", "--by", help="Who does it; your login name by default.")]
Note = Annotated[str, typer.Option("--note", help="Why.")]


@contextmanager
def told() -> Iterator[None]:
    """Errors a user can act on are one line and exit status 1; Ctrl-C is 130."""
    try:
        yield
    except (AnalyticsError, CorpusError) as error:
        typer.echo(f"error: {printable(str(error))}", err=True)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        typer.echo("Interrupted; nothing half-made is kept.", err=True)
        raise typer.Exit(130) from None


def person(given: str | None) -> str:
    """Who does it: the name given, or the login name."""
    if given:
        return given
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return "unknown"


def amount(n: int, noun: str) -> str:
    """A number of things: ``1 article``, ``2,000 articles``."""
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def print_json(found: object) -> None:
    """Print an answer as JSON."""
    typer.echo(json.dumps(found, ensure_ascii=False, indent=2, default=str))
