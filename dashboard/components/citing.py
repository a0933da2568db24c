"""Who cites whom, and through which outlet."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.components.grid import MAX_ROWS, column, grid, linked, number, rows_note
from dashboard.components.parts import card
from dashboard.components.toggles import csv_link
from dashboard.context import Context
from dashboard.kinds import Component, rows_of
from dashboard.links import articles_link, ranked


def citing_card(context: Context) -> list[Component]:
    """The publishers, the outlets that carried a statement, and the speakers; nothing where nobody is cited."""
    texts = context.texts
    frame, title = context.study.citing(context.filters), texts("sources.citing")
    if frame.empty:
        return []
    columns = [
        linked("name", texts("table.source"), minWidth=200),
        column("via", texts("table.via"), flex=1, minWidth=150),
        column("publisher", texts("table.publisher"), flex=1, minWidth=150),
        number("n", texts("table.n"), width=110, sort="desc"),
        number("citations", texts("table.citations"), width=120),
    ]
    table = grid(context, "sources-citing", columns, citing_rows(context, frame.head(MAX_ROWS)))
    note = f"{texts('sources.citing_note')}. {rows_note(context, 'citing', len(frame))}"
    return [card(title, table, actions=csv_link(context, "citing", title), note=note)]


def citing_rows(context: Context, frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows of the table of who cites whom; each leads to the publisher's articles that cite the source."""
    texts = context.texts
    return [
        {
            "href": articles_link(
                context.view,
                ranked(ranked(context.filters, "publisher", row.publisher_id), "source", row.source_key),
            ),
            "name": getattr(row, f"source_{context.view.ui}"),
            "via": "" if pd.isna(via := getattr(row, f"via_{context.view.ui}")) else via,
            "publisher": context.name("publisher", row.publisher_id),
            "n": row.n,
            "n_text": texts.number(row.n),
            "citations": row.n_citations,
            "citations_text": texts.number(row.n_citations),
        }
        for row in rows_of(frame)
    ]
