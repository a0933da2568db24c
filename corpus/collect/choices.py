"""The options that all collections share on the command line, named once."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from corpus.collect.settings import DELAY, WEB_PORTS, Settings, loopback_for_tests

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Choices:
    """What the shared options say; each field is an option."""

    workspace: Annotated[
        Path,
        typer.Option("--workspace", "-w", help="Folder of the workspace; made if there is none.", show_default=False),
    ]
    max_pages: Annotated[
        int | None,
        typer.Option("--max-pages", min=0, help="Take at most so many pages (of each archive); the rest waits."),
    ] = None
    delay: Annotated[float, typer.Option("--delay", min=0, help="Seconds between two requests to a host.")] = DELAY
    contact: Annotated[str, typer.Option("--contact", help="Mail or web address told to the sites you ask.")] = ""
    allow_port: Annotated[
        list[int] | None,
        typer.Option("--allow-port", min=1, max=65535, help="A port besides 80 and 443.", show_default=False),
    ] = None
    again: Annotated[bool, typer.Option("--again", help="Also ask for pages that have their final state.")] = False
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for a program to read.")] = False

    def settings(self) -> Settings:
        """Pace and caps, with the test setting if the environment holds it."""
        return Settings(
            delay=self.delay,
            contact=self.contact,
            ports=WEB_PORTS | set(self.allow_port or ()),
            allowed_private=loopback_for_tests(),
        )


def with_choices(*left_out: str) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """A decorator of commands whose first parameter, the choices, is filled from the shared options.

    Parameters
    ----------
    *left_out : str
        Choices that the command does not offer.
    """
    return lambda command: _filled(command, left_out)


def _filled(command: Callable[..., Result], left_out: tuple[str, ...]) -> Callable[..., Result]:

    def filled(**given: Any) -> Result:
        chosen = {name: given.pop(name) for name in names if name in given}
        return command(Choices(**chosen), **given)

    shared = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for name, parameter in inspect.signature(Choices, eval_str=True).parameters.items()
        if name not in left_out
    ]
    names = [field.name for field in fields(Choices)]
    own = list(inspect.signature(command, eval_str=True).parameters.values())[1:]
    filled.__name__, filled.__doc__ = command.__name__, command.__doc__
    signature = inspect.Signature([*(p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own), *shared])
    filled.__signature__ = signature  # type: ignore[attr-defined]  # what typer reads the options from
    filled.__annotations__ = {parameter.name: parameter.annotation for parameter in signature.parameters.values()}
    return filled
