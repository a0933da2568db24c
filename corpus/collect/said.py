"""What a list said of a page, as text in the table of fetches, so that a later try knows it too."""

from __future__ import annotations

import datetime as dt
import json
from typing import Final

from corpus.collect.ledger import Known
from corpus.collect.wanted import Wanted
from corpus.text.clean import storable

LONGEST_VALUE: Final = 2_000
"""Characters; titles and names are far shorter, and whole texts that a list holds are never taken from it."""


def said_of(wanted: Wanted) -> str:
    """The place, values and dates that a list gave with an address, as JSON."""
    values = {name: value for name, value in wanted.values.items() if len(value) <= LONGEST_VALUE}
    dates = [[_plain(value), order] for value, order in wanted.dates]
    said = {"position": wanted.position, "values": values, "dates": dates}
    return storable(json.dumps(said, ensure_ascii=False))


def wanted_again(known: Known, position: int) -> Wanted:
    """The page of a quarantined address, with what its list said of it.

    Parameters
    ----------
    known : Known
        From the table.
    position : int
        Its place, where the table does not hold that: it was written by an older Marsad.
    """
    try:
        said = json.loads(known.said or "{}")
        values = {str(name): str(value) for name, value in said.get("values", {}).items()}
        dates = tuple((value, order) for value, order in said.get("dates", []))
        return Wanted(known.source_uri, int(said.get("position", position)), known.url, values, dates)
    except (ValueError, TypeError, AttributeError):  # not written by this program
        return Wanted(known.source_uri, position, known.url)


def _plain(value: object) -> object:
    """A date as JSON holds it: numbers as they are, for tables count days; moments in ISO 8601."""
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    return value if isinstance(value, str | int | float) or value is None else str(value)
