"""A collection run from a terminal: set up, watched, interrupted, told."""

from __future__ import annotations

import json
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

import typer
from rich.console import Console

from corpus.collect.account import Account
from corpus.collect.admission import Options
from corpus.collect.choices import Choices
from corpus.collect.collector import Collector
from corpus.collect.fetcher import Fetcher
from corpus.collect.pace import stoppable_clock
from corpus.collect.settings import Settings
from corpus.errors import CorpusError
from corpus.intake import finish
from corpus.schema import FETCH_STATES
from corpus.text.clean import printable
from corpus.workspace import Workspace


def run(choices: Choices, collect: Callable[[Collector, Workspace], Account], *, is_made: bool = True) -> None:
    """Collects, and prints the account; exit code 1 where it is not good.

    Parameters
    ----------
    choices : Choices
        What the options say.
    collect : callable
        Collects into a workspace.
    is_made : bool
        Whether a workspace is made where there is none.
    """
    with told_errors():
        settings = choices.settings()
        workspace = Workspace.create(choices.workspace) if is_made else Workspace.open(choices.workspace)
        with _collecting(workspace, settings, choices) as collector:
            try:
                account = collect(collector, workspace)
            except CorpusError:
                _break_off(collector.account, workspace, choices)
                raise
        finish(workspace)  # copies and templates, once for all the pages; also of a collection that was interrupted
        _show(account, as_json=choices.as_json)
    if not account.is_good:
        raise typer.Exit(1)


@contextmanager
def told_errors() -> Iterator[None]:
    """Errors a user can act on are one line and exit code 1."""
    try:
        yield
    except CorpusError as error:
        typer.echo(f"error: {printable(str(error))}", err=True)
        raise typer.Exit(1) from error


def _break_off(account: Account, workspace: Workspace, choices: Choices) -> None:
    """The account of what was done before an error, if anything was."""
    if not account.is_begun:
        return
    account.break_off()
    _show(account, as_json=choices.as_json)
    with suppress(CorpusError):  # the next add or collection does it, once what is told below is mended
        finish(workspace)


def _show(account: Account, *, as_json: bool) -> None:
    """The account printed; what sites and files say in it cannot move the cursor or turn letters round."""
    if not as_json:
        for line in account.lines():
            typer.echo(printable(line))
        return
    text = json.dumps(account.as_dict(), ensure_ascii=False, indent=2)
    typer.echo("".join(one if one == "\n" or printable(one) == one else json.dumps(one)[1:-1] for one in text))


@contextmanager
def _collecting(workspace: Workspace, settings: Settings, choices: Choices) -> Iterator[Collector]:
    """A context with a collector that Ctrl-C stops."""
    stop = threading.Event()
    fetcher = Fetcher(settings, clock=stoppable_clock(stop))
    options = Options(choices.max_pages, choices.again)
    with _interruptible(stop), _watched() as tell:
        yield Collector(workspace, fetcher, options, stop=stop, tell=tell)


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
