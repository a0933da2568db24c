"""Names that the registry does not know: a table to review them, each with the command that accepts it."""

from __future__ import annotations

import shlex
from typing import Any

import pandas as pd
from dash import html

from analytics.review import matches, review
from dashboard.components.empty import empty_chart
from dashboard.components.grid import MAX_ROWS, column, grid, linked, number, rows_note
from dashboard.components.parts import card
from dashboard.components.toggles import csv_link
from dashboard.context import Context
from dashboard.kinds import Component, Row, rows_of
from dashboard.links import articles_link

_COMMAND = "python -m analytics actors"


def candidates_card(context: Context) -> Component:
    """The names of the selection that nobody has decided about yet, those in most articles first."""
    texts = context.texts
    title = texts("candidates.title")
    frame = review(context.study, context.filters, limit=MAX_ROWS)
    if frame.empty:
        return card(title, empty_chart(context, "candidates.none"))
    columns = [
        linked("name", texts("candidates.name"), minWidth=180),
        column("type", texts("table.type"), width=115),
        column("titles", texts("candidates.beside"), flex=1, minWidth=130, tooltipField="titles"),
        number("n", texts("table.n"), width=110, sort="desc"),
        number("citations", texts("table.citations"), width=115),
        column("proposed", texts("candidates.proposed"), flex=1, minWidth=140, tooltipField="proposed"),
        column("likely", texts("candidates.likely"), flex=1, minWidth=160, tooltipField="likely"),
        column("command", texts("candidates.accept"), width=165, cellRenderer="MarsadCopy", sortable=False),
    ]
    table = grid(context, "actors-candidates", columns, candidate_rows(context, frame))
    note = rows_note(context, "names", int(frame.attrs["total"]))
    how = html.P([texts("candidates.how"), " ", html.Code(f"{_COMMAND} --help", dir="ltr")], className="note")
    return card(title, html.P(texts("candidates.intro")), table, how, actions=csv_link(context, "candidates", title),
                note=note)  # fmt: skip


def candidate_rows(context: Context, frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of the table of unregistered names, in words of the interface; each leads to its articles."""
    texts = context.texts
    return [
        {
            "href": articles_link(context.view, context.filters.narrow(candidates=(row.candidate_key,))),
            "name": row.name,
            "type": texts(f"candidate_type.{row.type}"),
            "titles": texts.listed([str(title) for title in row.titles]),
            "n": row.n,
            "n_text": texts.number(row.n),
            "citations": row.n_citations,
            "citations_text": texts.number(row.n_citations),
            "proposed": _proposed(row),
            "likely": _likely(context, row),
            "command": accept_command(context, row),
            "command_text": texts("candidates.copy"),
            "done_text": texts("candidates.copied"),
        }
        for row in rows_of(frame)
    ]


def accept_command(context: Context, row: Row) -> str:
    """The command that makes a name an actor of the workspace, quoted for a shell.

    A name that has no proposal in the other script has dots in its place, which the command does not accept.
    """
    name = shlex.quote(row.candidate_key.removeprefix("~"))
    missing = [option for option, known in (("en", row.name_en), ("ar", row.name_ar)) if not isinstance(known, str)]
    asked = "".join(f' --name-{language} "..."' for language in missing)
    return f"{_COMMAND} accept {name} -w {shlex.quote(str(context.study.workspace.root))}{asked}"


def _proposed(row: Row) -> str:
    """The name in the other script, where it is known."""
    other = row.name_en if row.name == row.name_ar else row.name_ar
    return other if isinstance(other, str) else ""


def _likely(context: Context, row: Row) -> str:
    registry = matches(context.study.workspace.root).registry
    names = [getattr(registry[actor_id], f"name_{context.view.ui}") for actor_id in row.likely]
    return context.texts.listed(names)
