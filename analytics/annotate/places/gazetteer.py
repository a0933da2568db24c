"""The gazetteer: places of the campaign, with their names in both languages and where they lie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

from analytics.annotate.toml_rows import read_rows
from analytics.errors import RegistryError

_FOLDER: Final = Path(__file__).parent / "gazetteer"
LEVELS: Final = (
    "country", "governorate", "district", "city", "town", "village", "neighbourhood", "camp", "prison", "base",
    "river", "area",
)  # fmt: skip
RADIUS_KM: Final = {
    "district": 25.0,
    "city": 8.0,
    "town": 4.0,
    "village": 2.0,
    "neighbourhood": 1.5,
    "camp": 2.0,
    "prison": 1.0,
    "base": 4.0,
}
"""How far from its point a place may reach, by level.

Of 1,654 incidents of Airwars that name a place known here, 88% lie within these of its point
(``benchmarks/places.py``).
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place; ``lat`` and ``lon`` in decimal degrees (WGS 84), absent for areas without a point.

    ``governorate`` is the id of the one it lies in.
    """

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
    radius_km: float | None = None

    @property
    def precision_km(self) -> float | None:
        """How far from its point the place may reach, in kilometres; None where it is no point on a map."""
        if self.lat is None:
            return None
        return self.radius_km or RADIUS_KM.get(self.level)


_KNOWN: Final = tuple(field.name for field in fields(Place))


class Gazetteer(Mapping[str, Place]):
    """Places by id, in the order of their ids."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = {place.id: place for place in sorted(places, key=lambda place: place.id)}

    @classmethod
    def load(cls, path: Path = _FOLDER) -> Gazetteer:
        """The gazetteer of a TOML file or a folder of them, by default the one shipped with Marsad.

        Raises
        ------
        RegistryError
            If the file cannot be read or a place in it is not well formed.
        """
        places: dict[str, Place] = {}
        for file in sorted(path.glob("*.toml")) if path.is_dir() else [path]:
            for position, row in enumerate(read_rows(file, "place"), 1):
                place = _place(row, f"{file.name}, place {position}")
                if place.id in places:
                    raise RegistryError(f"{file.name}, place {position}: id {place.id!r} is taken; ids must be unique.")
                places[place.id] = place
        for place in places.values():
            parent = places.get(place.governorate or "")
            if place.governorate and (parent is None or parent.level != "governorate"):
                raise RegistryError(
                    f"Place {place.id!r}: 'governorate' must be the id of a governorate, got {place.governorate!r}."
                )
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
    for name, low, high in (("lat", -90.0, 90.0), ("lon", -180.0, 180.0), ("radius_km", 0.0, 2000.0)):
        value = row.get(name)
        if value is not None and not (isinstance(value, int | float) and low <= value <= high):
            raise RegistryError(f"{where}: {name!r} must be between {low:g} and {high:g}, got {value!r}.")
    return Place(**values)
