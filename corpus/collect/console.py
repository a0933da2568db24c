"""A collection run from a terminal: set up, watched, interrupted, told."""

from __future__ import annotations

import json
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import typer
from rich.console import Console

from corpus.collect.account import Account
from corpus.collect.collector import Collector, Options
from corpus.collect.fetcher import Fetcher
from corpus.collect.pace import stoppable_clock
from corpus.collect.settings import WEB_PORTS, Settings, loopback_for_tests
from corpus.collect.wanted import Item
from corpus.errors import CorpusError
from corpus.intake import finish
from corpus.schema import FETCH_STATES
from corpus.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Choices:
    """What the options of the command line say."""

    workspace: Path
    max_pages: int | None = None
    delay: float = 2.0
    contact: str = ""
    ports: tuple[int, ...] = ()
    again: bool = False
    as_json: bool = False
    is_made: bool = True

    def settings(self) -> Settings:
        """Pace and caps, with the test setting if the environment holds it."""
        return Settings(
            delay=self.delay,
            contact=self.contact,
            ports=WEB_PORTS | set(self.ports),
            allowed_private=loopback_for_tests(),
        )


def run(choices: Choices, items: Callable[[Collector], Iterable[Item]]) -> None:
    """Collects what lists give, and prints the account; exit code 1 where it is not good."""
    with told_errors(), collecting(choices) as (collector, _):
        show(collector.collect(items(collector)), as_json=choices.as_json)


@contextmanager
def collecting(choices: Choices) -> Iterator[tuple[Collector, Workspace]]:
    """A context with a collector that Ctrl-C stops, and its workspace."""
    settings = choices.settings()
    workspace = Workspace.create(choices.workspace) if choices.is_made else Workspace.open(choices.workspace)
    stop = threading.Event()
    fetcher = Fetcher(settings, clock=stoppable_clock(stop))
    options = Options(choices.max_pages, choices.again)
    with _interruptible(stop), _watched() as tell:
        yield Collector(workspace, fetcher, options, stop=stop, tell=tell), workspace
    finish(workspace)  # copies and templates, once for all the pages


def show(account: Account, *, as_json: bool) -> None:
    """The account printed; exit code 1 where nothing was had, a list failed, or it was interrupted."""
    if as_json:
        typer.echo(json.dumps(account.as_dict(), ensure_ascii=False, indent=2))
    else:
        for line in account.lines():
            typer.echo(line)
    if not account.is_good:
        raise typer.Exit(1)


@contextmanager
def told_errors() -> Iterator[None]:
    """Errors a user can act on are one line and exit code 1."""
    try:
        yield
    except CorpusError as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(1) from error


@contextmanager
def _interruptible(stop: threading.Event) -> Iterator[None]:
    """Within it the first Ctrl-C asks the collection to stop, and the second ends the program."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def on_interrupt(number: int, frame: FrameType | None) -> None:
        del number, frame
        stop.set()
        signal.signal(signal.SIGINT, before)
        typer.echo("stopping; what was fetched is stored (Ctrl-C again stops at once)", err=True)

    before = signal.signal(signal.SIGINT, on_interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _watched() -> Iterator[Callable[[Account], None] | None]:
    """The account on one line of the terminal while it grows; nothing elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    with console.status("collecting") as status:

        def tell(account: Account) -> None:
            done = ", ".join(f"{state} {account.states[state]}" for state in FETCH_STATES)
            status.update(f"taken up {account.given}: {done}")

        yield tell
