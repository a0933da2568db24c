"""What every reader is told besides the bytes, and the records it makes of rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from corpus.publishers import Publishers
from corpus.readers.cells import FIELDS, NOTE, without_markup
from corpus.readers.columns import Columns, field_values, is_summary, value_text
from corpus.readers.layout import PLAIN, Layout
from corpus.readers.limits import LONGEST_COLUMN, MOST_NAMES, Refused
from corpus.readers.records import Address, Item, Problem, Record, excerpt
from corpus.text.dates import column_order, has_ambiguous_form

_MOST_SETS: Final = 1000
_REMEMBERED: Final = 10_000
"""Sets of keys whose columns are remembered, and characters of those of a set: the keys of JSON have no bounds."""
Rows = Callable[[], Iterable[Mapping[str, Any]]]
"""Begins the rows of a file anew."""


def _unheard(_: Columns) -> None:
    """Nobody asked for the columns."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Publishers by which pages are known, the day it is, the mapping file, and who is told the columns."""

    publishers: Publishers
    today: dt.date
    layout: Layout = PLAIN
    notice: Callable[[Columns], None] = field(default=_unheard)


class Rowing:
    """Rows of one file made into records: knows the columns of each set of keys, and the order of its dates.

    Parameters
    ----------
    settings : Settings
    rows : callable
        Begins the rows anew: once a date is written like 4/5/2017, all of them say whether the day comes first.
    """

    def __init__(self, settings: Settings, rows: Rows) -> None:
        self._layout = settings.layout
        self._constants = settings.layout.constants
        self._notice = settings.notice
        self._rows = rows
        self._columns: dict[tuple[str, ...], Columns] = {}
        self._names: dict[str, None] = {}
        self._orders: dict[str, str | None] | None = None

    def columns_of(self, keys: tuple[str, ...]) -> Columns:
        """The columns that rows with these keys have."""
        known = self._columns.get(keys)
        if known is None:
            known = self._layout.columns(keys)
            if sum(map(len, keys)) <= _REMEMBERED:
                if len(self._columns) >= _MOST_SETS:  # rows of a file that names its keys at random
                    self._columns.clear()
                self._columns[keys] = known
            self._tell(keys, known)
        return known

    def _tell(self, keys: tuple[str, ...], known: Columns) -> None:
        """Tell the columns of the whole file, if these keys have new ones; of names without end only some."""
        if len(self._names) < MOST_NAMES:
            new = {key[:LONGEST_COLUMN] for key in keys}
        else:
            new = {name[:LONGEST_COLUMN] for names in known.of_field.values() for name in names}
        if len(self._names) < 2 * MOST_NAMES and not self._names.keys() >= new:
            self._names.update(dict.fromkeys(name for key in keys if (name := key[:LONGEST_COLUMN]) in new))
            self._notice(self._layout.columns(self._names))

    def item(self, position: int, row: Mapping[str, Any]) -> Item:
        """A row as a record; as an address if it has one and no column of texts; else the problem that it has none."""
        try:
            return self._item(position, row)
        except Refused as refused:  # one row, not the file
            return Problem(position, refused.reason, refused.detail)

    def _item(self, position: int, row: Mapping[str, Any]) -> Item:
        keys = tuple(row)
        columns = self.columns_of(keys)
        values = {**field_values(columns, row), **self._constants}
        if columns.has_text:
            return self._record(position, row, columns, values)
        if "url" in columns.of_field and values.get("url", "").strip():
            return Address(position, values["url"].strip(), values, self._dates(row, columns))
        found = no_text_column(columns, keys)
        shown = excerpt(", ".join(f"{name}: {value}" for name, value in values.items()))
        return Problem(position, found.reason, found.detail, shown or found.excerpt)

    def _record(self, position: int, row: Mapping[str, Any], columns: Columns, values: dict[str, str]) -> Record:
        """A row with a column of texts as a record: pieces of web pages as words, a summary for want of a text."""
        notes = []
        if not values.get("text") and (summary := _summary(row, columns)):
            values["text"] = summary
            notes.append("summary-only")
        elif is_summary(columns.of_field["text"][0]) and "text" not in self._layout.fields:
            notes.append("summary-only")
        original = ""
        for name in FIELDS:
            given = values.get(name, "")
            if ("<" in given or "&lt;" in given) and (words := without_markup(given)) != given:
                values[name] = words
                original = given if name == "text" else original
                notes.append(NOTE)
        dates = self._dates(row, columns)
        orders = {order for _, order in dates if order and order != self._layout.date_order}
        notes.extend(f"date-order:{order}" for order in sorted(orders))
        return Record(position, values, dates, notes=tuple(dict.fromkeys(notes)), original=original)

    def _dates(self, row: Mapping[str, Any], columns: Columns) -> tuple[tuple[object, str | None], ...]:
        names = columns.of_field.get("date")
        return tuple([(_plain(row.get(name)), self._order(name, row.get(name))) for name in names]) if names else ()

    def _order(self, name: str, value: object) -> str | None:
        if not isinstance(value, str) or not has_ambiguous_form(value):
            return None
        if self._layout.date_order:
            return self._layout.date_order
        if self._orders is None:
            self._orders = dict(self._surveyed())
        return self._orders.get(name)

    def _surveyed(self) -> Iterator[tuple[str, str | None]]:
        """For each date column of the whole file whether the day or the month comes first in it."""
        seen: dict[str, set[str]] = {}
        for row in self._rows():
            for name in self.columns_of(tuple(row)).of_field.get("date", ()):
                value = row.get(name)
                if isinstance(value, str) and has_ambiguous_form(value):
                    seen.setdefault(name, set()).add(value.strip()[:10])  # the day without its clock
        for name, values in seen.items():
            yield name, column_order(sorted(values))


def _summary(row: Mapping[str, Any], columns: Columns) -> str:
    """The summary of a row whose text is empty; empty if it has none."""
    texts = (value_text(row.get(name)) for name in columns.unknown if is_summary(name))
    return next((text for text in texts if text.strip()), "")


def _plain(value: object) -> object:
    """A value of a date column: that of a list or object as text."""
    return value_text(value) if isinstance(value, list | tuple | Mapping) else value


def no_text_column(columns: Columns, names: Iterable[str]) -> Problem:
    """The problem of a file or object without a text: names what it has and what it could have."""
    listed = [name[:LONGEST_COLUMN] for name in names]
    shown = ", ".join(listed[:30]) + (f" and {len(listed) - 30} more" if len(listed) > 30 else "")
    detail = (
        f"No column holds the article's text; columns: {shown or 'none'}. Name one 'text', 'content', 'body' or "
        "'النص', or say in a file given with --mapping which it is, or how many lines to skip above (skip_rows)."
    )
    return Problem(0, "no-text-column", detail, excerpt(columns.describe()))
