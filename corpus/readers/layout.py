"""A mapping file: what a person says of an input where recognition by names would guess wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final

from corpus.errors import ReaderError
from corpus.readers.columns import FIELDS, Columns, column_key, recognise
from corpus.readers.encoding import known_codec
from corpus.readers.limits import LARGEST_FRONT_MATTER
from corpus.text.dates import DAY_FIRST, MONTH_FIRST

MAPPED_FIELDS: Final = tuple(name for name in FIELDS if name != "abstract")
LANGUAGES: Final = ("ar", "en", "other")


@dataclass(frozen=True, slots=True)
class Layout:
    """What is said of an input: columns of fields, delimiter, encoding, order of dates, constants, lines to skip.

    ``fields`` names for a field its column or columns, the one to prefer first; fields left out are recognised by
    name as always. ``publisher`` and ``language`` hold for every article; ``collected`` is the moment, in ISO 8601,
    from which dates such as "two hours ago" speak.
    """

    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    delimiter: str = ""
    encoding: str = ""
    date_order: str = ""
    language: str = ""
    publisher: str = ""
    skip_rows: int = 0
    collected: str = ""

    def columns(self, names: Iterable[str]) -> Columns:
        """The fields that columns of these names fill, by the mapping first and by recognition for the rest."""
        listed = list(names)
        found = recognise(listed)
        if not self.fields:
            return found
        by_key = {column_key(name): name for name in reversed(listed)}
        given = {
            field_name: tuple(by_key[column_key(name)] for name in wanted if column_key(name) in by_key)
            for field_name, wanted in self.fields.items()
        }
        taken = {name for of_field in given.values() for name in of_field}
        rest = {
            field_name: tuple(name for name in of_field if name not in taken)
            for field_name, of_field in found.of_field.items()
            if field_name not in given
        }
        both = {**rest, **given}
        of_field = {name: both[name] for name in FIELDS if both.get(name)}
        used = {name for filled in of_field.values() for name in filled}
        return Columns(of_field, tuple(name for name in listed if name.strip() and name not in used))

    def missing(self, names: Iterable[str]) -> list[str]:
        """Columns the mapping names and an input with these columns does not have."""
        present = {column_key(name) for name in names}
        return [name for wanted in self.fields.values() for name in wanted if column_key(name) not in present]

    @property
    def constants(self) -> dict[str, str]:
        """Values that hold for every article."""
        return {name: value for name in ("publisher", "language", "collected") if (value := getattr(self, name))}


PLAIN: Final = Layout()
"""No mapping: everything is recognised."""
_KEYS: Final = tuple(part.name for part in fields(Layout))


def read_layout(path: Path) -> Layout:
    """The mapping of a YAML file.

    Raises
    ------
    ReaderError
        If the file cannot be read, is no YAML mapping, or says what is not known.
    """
    import yaml

    try:
        with path.open("rb") as binary:
            raw = binary.read(LARGEST_FRONT_MATTER + 1)
    except OSError as error:
        raise ReaderError(
            f"The mapping file {path.name!r} cannot be read ({error.strerror}); check its path."
        ) from error
    if len(raw) > LARGEST_FRONT_MATTER:
        raise ReaderError(f"The mapping file {path.name!r} is over {LARGEST_FRONT_MATTER} bytes; name columns only.")
    try:
        said = yaml.safe_load(raw)
    except (yaml.YAMLError, UnicodeError, RecursionError, ValueError) as error:
        line = " ".join(str(error).split())
        raise ReaderError(f"The mapping file {path.name!r} is not YAML ({line}); see 'add --help'.") from error
    return layout_of(said)


def layout_of(said: object) -> Layout:
    """The mapping that a parsed YAML file gives.

    Raises
    ------
    ReaderError
        If a key, a field or a value is not one that is known.
    """
    if not isinstance(said, dict):
        raise ReaderError(f"A mapping file is keys and values, got {type(said).__name__}; allowed: {', '.join(_KEYS)}.")
    _known("key", said, _KEYS)
    columns = said.get("fields") or {}
    if not isinstance(columns, dict):
        raise ReaderError(f"'fields' of a mapping file is 'field: column' pairs, got {columns!r}.")
    _known("field", columns, MAPPED_FIELDS)
    skip = said.get("skip_rows", 0)
    if not isinstance(skip, int) or isinstance(skip, bool) or not 0 <= skip <= 10_000:
        raise ReaderError(f"'skip_rows' of a mapping file is a number from 0 to 10000, got {skip!r}.")
    return Layout(
        {name: _column_names(name, given) for name, given in columns.items()},
        _delimiter(said),
        _encoding(said),
        _one_of(said, "date_order", (DAY_FIRST, MONTH_FIRST)),
        _one_of(said, "language", LANGUAGES),
        str(said.get("publisher") or ""),
        skip,
        _moment(said),
    )


def _known(what: str, given: Mapping[Any, object], allowed: Iterable[str]) -> None:
    unknown = [str(name) for name in given if name not in set(allowed)]
    if unknown:
        raise ReaderError(f"The mapping file has the unknown {what} {unknown[0]!r}; allowed: {', '.join(allowed)}.")


def _column_names(name: str, given: object) -> tuple[str, ...]:
    listed = given if isinstance(given, list) else [given]
    if not listed or not all(isinstance(column, str) and column.strip() for column in listed):
        raise ReaderError(f"'fields: {name}' of a mapping file is a column's name or a list of them, got {given!r}.")
    return tuple(listed)


def _one_of(said: Mapping[str, object], key: str, allowed: tuple[str, ...]) -> str:
    value = said.get(key) or ""
    if value and value not in allowed:
        raise ReaderError(f"{key!r} of a mapping file is one of {', '.join(allowed)}, got {value!r}.")
    return str(value)


def _delimiter(said: Mapping[str, object]) -> str:
    value = said.get("delimiter") or ""
    if value and (not isinstance(value, str) or len(value) != 1 or value in '"\r\n'):
        raise ReaderError(f"'delimiter' of a mapping file is one character, such as ';' or \"\\t\", got {value!r}.")
    return str(value)


def _moment(said: Mapping[str, object]) -> str:
    value = said.get("collected") or ""
    try:
        moment = dt.datetime.fromisoformat(str(value)) if value else None
    except ValueError:
        moment = None
    if value and moment is None:
        raise ReaderError(f"'collected' of a mapping file is a moment such as 2024-09-03T10:15+00:00, got {value!r}.")
    return "" if moment is None else (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).isoformat()


def _encoding(said: Mapping[str, object]) -> str:
    value = str(said.get("encoding") or "")
    if not value:
        return ""
    name = known_codec(value, is_wide_allowed=True)
    if not name:
        raise ReaderError(f"'encoding' of a mapping file is one of files, such as utf-8 or cp1256, got {value!r}.")
    return name
