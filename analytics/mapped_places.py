"""The places of a run: those its articles name, and the governorates and countries they lie in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from analytics.annotate.places import Gazetteer, Place


def place_rows(gazetteer: Gazetteer, named: Iterable[str]) -> list[dict[str, Any]]:
    """Rows of table ``gazetteer``, in order of their ids.

    A governorate is given by its id where the gazetteer has it, so that a town's mentions can count for it; the
    governorates and countries that hold a named place are rows even if no article names them.

    Parameters
    ----------
    gazetteer : Gazetteer
    named : iterable of str
        Ids of the places that articles name.
    """
    governorates = _governorates(gazetteer)
    places = [gazetteer[place_id] for place_id in sorted(set(named))]
    holders = {governorates.get((place.country, place.governorate or "")) for place in places}
    countries = {place.country for place in places if place.country}
    ids = {place.id for place in places} | {holder for holder in holders if holder}
    ids |= {place.id for place in gazetteer.values() if place.level == "country" and place.country in countries}
    return [_row(gazetteer[place_id], governorates) for place_id in sorted(ids)]


def _governorates(gazetteer: Gazetteer) -> dict[tuple[str, str], str]:
    """Ids of governorates by country and by what places call them: the id, the name, the name without its noun."""
    found: dict[tuple[str, str], str] = {}
    for place in gazetteer.values():
        if place.level == "governorate":
            short = place.name_en.removesuffix(" Governorate").removesuffix(" Province")
            found |= dict.fromkeys([(place.country, name) for name in (short, place.name_en, place.id)], place.id)
    return found


def _row(place: Place, governorates: dict[tuple[str, str], str]) -> dict[str, Any]:
    holder = governorates.get((place.country, place.governorate or ""), place.governorate)
    return {
        "place_id": place.id,
        "name_ar": place.name_ar,
        "name_en": place.name_en,
        "level": place.level,
        "country": place.country or None,
        "governorate": holder,
        "lat": place.lat,
        "lon": place.lon,
        "precision_km": place.precision_km,
    }
