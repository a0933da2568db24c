"""Coverage and accuracy of the gazetteer: ``python benchmarks/places.py [--shared DIR]``.

Every named incident of Airwars (English and Arabic names with points) and every strike of CENTCOM's reports (English
names) is put into a plain sentence and looked for. Prints how many are found and how far the point of the place found
lies from the incident's. Part of the gazetteer's villages come from the same list of Airwars, so its coverage is not
that of an unseen list; CENTCOM's is. ``python -m analytics evaluate --steps places`` measures the shares.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from statistics import quantiles

from analytics.evaluation.data import LabelledData
from analytics.evaluation.inputs import Inputs
from analytics.evaluation.steps.places import Incident, airwars, centcom, outcomes

SHARED = Path(__file__).resolve().parents[1] / "../shared"


def measure(label: str, incidents: Sequence[Incident], inputs: Inputs) -> str:
    """A row of the table."""
    found = outcomes(incidents, inputs.annotator.gazetteer, inputs.annotator.place_matcher)
    cells = [label, f"{len(found):,}", f"{sum(one.is_found for one in found) / len(found):.3f}"]
    distances = [one.distance for one in found if one.distance is not None]
    if distances:
        cuts = quantiles(distances, n=20)
        within = sum(one.is_within for one in found)
        cells += [f"{cuts[9]:.1f}", f"{cuts[17]:.1f}", f"{within / len(distances):.3f}"]
    else:
        cells += ["-"] * 3
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=SHARED)
    inputs = Inputs(LabelledData.open(parser.parse_args().shared))
    print(f"{len(inputs.annotator.gazetteer):,} places\n")
    print("| names | n | found | median km | 90% km | within the place's own radius |\n|---|---|---|---|---|---|")
    print(measure("Airwars incidents, English", airwars(inputs, "en"), inputs))
    print(measure("Airwars incidents, Arabic", airwars(inputs, "ar"), inputs))
    print(measure("CENTCOM strike reports, English", centcom(inputs), inputs))


if __name__ == "__main__":
    main()
