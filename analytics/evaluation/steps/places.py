"""Places: whether those that lists of incidents name are found, and where they lie."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import asin, cos, inf, radians, sin, sqrt
from typing import Any, Final

from analytics.annotate.places import Gazetteer, Place, PlaceMatcher
from analytics.evaluation.inputs import Inputs, Task
from analytics.evaluation.resampling import share
from analytics.evaluation.schema import Finding

AIRWARS: Final = "knowledge/airwars_coalition_incidents.csv"
CENTCOM: Final = "knowledge/centcom_strikes_2014_2016.csv"
SENTENCES: Final[Mapping[str, str]] = {
    "en": "An air strike was reported near the town of {}.",
    "ar": "قصف على بلدة {}.",
}
_MARKS: Final = str.maketrans("", "", "\u200e\u200f\u202a\u202b\u202c")
_DIAMETER_KM: Final = 12742


@dataclass(frozen=True, slots=True)
class Incident:
    """A place as a list names it, with its point where the list gives one."""

    name: str
    language: str
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of one incident: whether a place was found, how far it lies, and how far that place reaches."""

    is_found: bool
    distance: float | None = None
    reach: float = 0.0

    @cached_property
    def is_within(self) -> bool:
        """Whether the incident lies within the radius of the place found."""
        return self.distance is not None and self.distance <= self.reach


def distance_km(place: Place, incident: Incident) -> float:
    """Great-circle distance (haversine) between a place and an incident; endless where one has no point."""
    if place.lat is None or place.lon is None or incident.lat is None or incident.lon is None:
        return inf
    lat, other = radians(place.lat), radians(incident.lat)
    half = sin((other - lat) / 2) ** 2 + cos(lat) * cos(other) * sin(radians(incident.lon - place.lon) / 2) ** 2
    return _DIAMETER_KM * asin(sqrt(half))


def airwars(inputs: Inputs, language: str) -> list[Incident]:
    """The incidents of Airwars with a name in this language and a point."""

    def made(row: dict[str, Any]) -> Incident | None:
        name = row[f"location_{language}"].translate(_MARKS).strip()
        return Incident(name, language, float(row["lat"]), float(row["lon"])) if name and row["lat"] else None

    return [one for one in inputs.data.csv_rows(AIRWARS, made) if one is not None]


def centcom(inputs: Inputs) -> list[Incident]:
    """The strike reports of CENTCOM, one a row."""
    rows = inputs.data.csv_rows(CENTCOM, lambda row: str(row["location"]).strip())
    return [Incident(name, "en") for name in rows if name]


def outcomes(incidents: Sequence[Incident], gazetteer: Gazetteer, matcher: PlaceMatcher) -> list[Outcome]:
    """What becomes of each incident when its name stands in a plain sentence; countries are no places here."""
    found = []
    for incident in incidents:
        hits = matcher.find(SENTENCES[incident.language].format(incident.name), [])
        places = [place for place in (gazetteer[hit.place_id] for hit in hits) if place.level != "country"]
        pointed = [place for place in places if place.lat is not None and place.precision_km]
        if pointed and incident.lat is not None:
            nearest = min(pointed, key=lambda place: distance_km(place, incident))
            found.append(Outcome(True, distance_km(nearest, incident), nearest.precision_km or 0.0))
        else:
            found.append(Outcome(bool(places)))
    return found


def findings(found: Sequence[Outcome], language: str, dataset: str, notes: tuple[str, ...]) -> Iterator[Finding]:
    """The share of names found, and of those with a point the share within the place's own radius."""
    measured = [one for one in found if one.distance is not None]
    shares = [("places_found", sum(one.is_found for one in found), len(found))]
    if measured:
        shares.append(("within_radius", sum(one.is_within for one in measured), len(measured)))
    for measure, hits, n in shares:
        got = share(hits, n)
        yield Finding(
            "places", measure, language, dataset, n, "incidents", got.figure, got.low, got.high, got.interval,
            notes=notes,
        )  # fmt: skip


def of_airwars(inputs: Inputs) -> Iterator[Finding]:
    """Named incidents of Airwars in both languages."""
    gazetteer, matcher = inputs.annotator.gazetteer, inputs.annotator.place_matcher
    for language in ("ar", "en"):
        found = outcomes(airwars(inputs, language), gazetteer, matcher)
        yield from findings(found, language, "airwars", ("plain_sentence", "part_of_gazetteer"))


def of_centcom(inputs: Inputs) -> Iterator[Finding]:
    """Places of CENTCOM's strike reports."""
    found = outcomes(centcom(inputs), inputs.annotator.gazetteer, inputs.annotator.place_matcher)
    yield from findings(found, "en", "centcom", ("plain_sentence",))


TASKS: Final = (
    Task("places", "airwars", of_airwars, (AIRWARS,)),
    Task("places", "centcom", of_centcom, (CENTCOM,)),
)
