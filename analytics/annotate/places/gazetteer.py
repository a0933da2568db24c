"""The gazetteer: places of the campaign, with their names in both languages and where they lie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

from analytics.annotate.toml_rows import read_rows
from analytics.errors import RegistryError

_FILE: Final = Path(__file__).parent / "gazetteer.toml"
LEVELS: Final = (
    "country", "governorate", "district", "city", "town", "village", "camp", "prison", "base", "river", "area",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place; ``lat`` and ``lon`` in decimal degrees (WGS 84), absent for areas without a point."""

    id: str
    name_en: str
    name_ar: str
    level: str
    country: str = ""  # ISO 3166-1 alpha-2
    governorate: str | None = None
    lat: float | None = None
    lon: float | None = None
    aliases_en: tuple[str, ...] = ()
    aliases_ar: tuple[str, ...] = ()


_KNOWN: Final = tuple(field.name for field in fields(Place))


class Gazetteer(Mapping[str, Place]):
    """Places by id, in the order of their ids."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = {place.id: place for place in sorted(places, key=lambda place: place.id)}

    @classmethod
    def load(cls, path: Path = _FILE) -> Gazetteer:
        """The gazetteer of a TOML file, by default the one shipped with Marsad.

        Raises
        ------
        RegistryError
            If the file cannot be read or a place in it is not well formed.
        """
        places: dict[str, Place] = {}
        for position, row in enumerate(read_rows(path, "place"), 1):
            place = _place(row, f"{path.name}, place {position}")
            if place.id in places:
                raise RegistryError(f"{path.name}, place {position}: id {place.id!r} is taken; ids must be unique.")
            places[place.id] = place
        return cls(places.values())

    def __getitem__(self, place_id: str) -> Place:
        try:
            return self._places[place_id]
        except KeyError as error:
            raise KeyError(f"No place {place_id!r} among the gazetteer's {len(self._places)}.") from error

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, place_id: object) -> bool:
        return place_id in self._places


def _place(row: Mapping[str, Any], where: str) -> Place:
    """The place of a row, checked."""
    for name in ("id", "name_en", "name_ar", "level"):
        if not isinstance(row.get(name), str) or not row[name].strip():
            raise RegistryError(f"{where}: {name!r} must be a non-empty string, got {row.get(name)!r}.")
    if row["level"] not in LEVELS:
        raise RegistryError(f"{where}: level {row['level']!r} is unknown; allowed: {', '.join(LEVELS)}.")
    values = dict(row)
    for name, value in row.items():
        if name not in _KNOWN:
            raise RegistryError(f"{where}: unknown key {name!r}; allowed: {', '.join(_KNOWN)}.")
        if name.startswith("aliases_"):
            if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
                raise RegistryError(f"{where}: {name!r} must be a list of non-empty strings, got {value!r}.")
            values[name] = tuple(value)
    for name, limit in (("lat", 90.0), ("lon", 180.0)):
        value = row.get(name)
        if value is not None and not (isinstance(value, int | float) and abs(value) <= limit):
            raise RegistryError(f"{where}: {name!r} must be between -{limit:g} and {limit:g} degrees, got {value!r}.")
    return Place(**values)
