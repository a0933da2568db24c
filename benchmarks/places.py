"""Coverage and accuracy of the gazetteer: ``python benchmarks/places.py [--shared DIR]``.

Every named incident of Airwars (English and Arabic names with points) and every strike of CENTCOM's reports (English
names) is put into a plain sentence and looked for. Prints how many are found and how far the point of the place found
lies from the incident's. Part of the gazetteer's villages come from the same list of Airwars, so its coverage is not
that of an unseen list; CENTCOM's is.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import asin, cos, inf, radians, sin, sqrt
from pathlib import Path
from statistics import quantiles

from analytics.annotate.places import Gazetteer, Place, PlaceMatcher

SHARED = Path(__file__).resolve().parents[1] / "../shared"
SENTENCES = {"en": "An air strike was reported near the town of {}.", "ar": "قصف على بلدة {}."}
MARKS = str.maketrans("", "", "\u200e\u200f\u202a\u202b\u202c")


@dataclass(frozen=True)
class Incident:
    """A place as a list names it, with its point where the list gives one."""

    name: str
    language: str
    lat: float | None = None
    lon: float | None = None


def distance_km(place: Place, incident: Incident) -> float:
    """Great-circle distance (haversine) between a place and an incident; endless where one has no point."""
    if place.lat is None or place.lon is None or incident.lat is None or incident.lon is None:
        return inf
    lat, other = radians(place.lat), radians(incident.lat)
    half = sin((other - lat) / 2) ** 2 + cos(lat) * cos(other) * sin(radians(incident.lon - place.lon) / 2) ** 2
    return 12742 * asin(sqrt(half))


def airwars(path: Path, language: str) -> Iterator[Incident]:
    """The incidents with a name in this language and a point."""
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            name = row[f"location_{language}"].translate(MARKS).strip()
            if name and row["lat"]:
                yield Incident(name, language, float(row["lat"]), float(row["lon"]))


def centcom(path: Path) -> Iterator[Incident]:
    """A row a strike report."""
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["location"].strip():
                yield Incident(row["location"].strip(), "en")


def measure(label: str, incidents: Iterable[Incident], gazetteer: Gazetteer, matcher: PlaceMatcher) -> str:
    """A row of the table."""
    n, found, distances, within = 0, 0, [], 0
    for incident in incidents:
        n += 1
        places = [
            gazetteer[hit.place_id] for hit in matcher.find(SENTENCES[incident.language].format(incident.name), [])
        ]
        places = [place for place in places if place.level != "country"]
        found += bool(places)
        pointed = [place for place in places if place.lat is not None and place.precision_km]
        if pointed and incident.lat is not None:
            nearest = min(pointed, key=lambda place: distance_km(place, incident))
            distances.append(distance_km(nearest, incident))
            within += distances[-1] <= (nearest.precision_km or 0)
    cells = [label, f"{n:,}", f"{found / n:.3f}"]
    if distances:
        cuts = quantiles(distances, n=20)
        cells += [f"{cuts[9]:.1f}", f"{cuts[17]:.1f}", f"{within / len(distances):.3f}"]
    else:
        cells += ["-"] * 3
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=SHARED)
    folder = parser.parse_args().shared / "data/knowledge"
    gazetteer = Gazetteer.load()
    matcher = PlaceMatcher(gazetteer)
    print(f"{len(gazetteer):,} places\n")
    print("| names | n | found | median km | 90% km | within the place's own radius |\n|---|---|---|---|---|---|")
    incidents = folder / "airwars_coalition_incidents.csv"
    print(measure("Airwars incidents, English", airwars(incidents, "en"), gazetteer, matcher))
    print(measure("Airwars incidents, Arabic", airwars(incidents, "ar"), gazetteer, matcher))
    strikes = centcom(folder / "centcom_strikes_2014_2016.csv")
    print(measure("CENTCOM strike reports, English", strikes, gazetteer, matcher))


if __name__ == "__main__":
    main()
