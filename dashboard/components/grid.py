"""Tables that sort and scroll: a name that links, numbers, in the direction of the interface."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import dash_ag_grid as dag

from dashboard.context import Context
from dashboard.kinds import Component

ROW_HEIGHT: Final = 40
MAX_HEIGHT: Final = 520
MAX_ROWS: Final = 500
"""Rows of a table sent to the browser at once: 19,000 cited sources would be 11 MB."""
THEME: Final = {
    "function": "themeQuartz.withParams({"
    "backgroundColor: 'var(--mantine-color-body)', foregroundColor: 'var(--mantine-color-text)',"
    "borderColor: 'var(--mantine-color-default-border)', headerBackgroundColor: 'var(--marsad-soft)',"
    "chromeBackgroundColor: 'var(--marsad-soft)', accentColor: 'var(--mantine-primary-color-filled)',"
    "rowHoverColor: 'var(--marsad-soft)', fontFamily: 'inherit', headerFontFamily: 'inherit',"
    "cellFontFamily: 'inherit', fontSize: 14, wrapperBorderRadius: 8, spacing: 6})"
}
_TEXTS: Final = {"noRowsToShow": "table.no_rows", "loadingOoo": "table.loading"}


def column(field: str, title: str, **options: Any) -> dict[str, Any]:
    """A column of text."""
    return {"field": field, "headerName": title, **options}


def number(field: str, title: str, **options: Any) -> dict[str, Any]:
    """A column of numbers, shown as the field ``<field>_text`` of the row and sorted by their value."""
    return {
        "field": field,
        "headerName": title,
        "type": "rightAligned",
        "cellRenderer": "MarsadText",
        "sortingOrder": ["desc", "asc"],
        "width": 130,
        **options,
    }


def linked(field: str, title: str, **options: Any) -> dict[str, Any]:
    """A column of names; the field ``href`` of the row is where a name leads."""
    return {"field": field, "headerName": title, "cellRenderer": "MarsadLink", "flex": 2, "minWidth": 220, **options}


def rows_note(context: Context, nouns: str, count: int, *, counts: bool = True) -> str:
    """What stands under a table: how many rows of how many, that it can be sorted, and what its numbers count.

    ``counts`` is false for a table that counts the same whatever is chosen, and says so itself.
    """
    texts = context.texts
    counted = texts.count(nouns, count)
    shown = texts("chart.of_n", count=counted)
    if count > MAX_ROWS:
        shown = texts("table.rows_shown", shown=texts.number(MAX_ROWS), count=counted)
    unit = [texts("unit.note")] if counts else []
    return " ".join(f"{part}." for part in (shown, texts("table.sort"), *unit))


def grid(context: Context, name: str, columns: Sequence[Mapping[str, Any]], rows: list[dict[str, Any]]) -> Component:
    """A table of rows that are all at hand."""
    height = min(MAX_HEIGHT, 52 + ROW_HEIGHT * max(len(rows), 2))
    return _grid(context, name, columns, height, rowData=rows, rowModelType="clientSide")


def paged_grid(context: Context, name: str, columns: Sequence[Mapping[str, Any]], count: int) -> Component:
    """A table whose rows are fetched while scrolling."""
    height = min(640, 52 + ROW_HEIGHT * max(count, 2))
    return _grid(
        context,
        name,
        columns,
        height,
        rowModelType="infinite",
        options={"cacheBlockSize": 100, "maxBlocksInCache": 20, "infiniteInitialRowCount": min(count, 100)},
    )


def _grid(
    context: Context,
    name: str,
    columns: Sequence[Mapping[str, Any]],
    height: int,
    options: Mapping[str, Any] | None = None,
    **model: Any,
) -> Component:
    texts = context.texts
    shared = {
        "theme": THEME,
        "enableRtl": texts.language == "ar",
        "rowHeight": ROW_HEIGHT,
        "localeText": {key: texts(text) for key, text in _TEXTS.items()},
        "suppressCellFocus": False,
        "suppressMovableColumns": True,
        "enableCellTextSelection": True,
        "tooltipShowDelay": 400,
    }
    return dag.AgGrid(
        id=name,
        columnDefs=list(columns),
        defaultColDef={"sortable": True, "resizable": True, "filter": False, "suppressHeaderMenuButton": True},
        dashGridOptions={**shared, **(options or {})},
        style={"height": height, "width": "100%"},
        className="grid",
        **model,
    )
