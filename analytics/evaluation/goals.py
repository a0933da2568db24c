"""What figures are held against: what Marsad set itself to reach, and the best that others published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from analytics.evaluation.schema import Finding


@dataclass(frozen=True, slots=True)
class Peer:
    """A figure published by others; ``name`` is a key of the card's words."""

    figure: float
    name: str


EVERYWHERE: Final[Mapping[str, float]] = {
    "mention_f1": 0.88,
    "linking": 0.95,
    "unfit": 0.05,
    "language_nmi": 0.05,
    "label_flips": 0.08,
}
"""Goals of a measure, whatever the data."""
OF_DATA: Final[Mapping[tuple[str, str, str], float]] = {
    ("citation_f1", "gold_dev", "ar"): 0.80,
    ("citation_f1", "gold_dev", "en"): 0.82,
    **{("citation_source", "gold_dev", language): 0.92 for language in ("ar", "en")},
    **{("citation_content", "gold_dev", language): 0.88 for language in ("ar", "en")},
    ("names_recall", "re3d_person", "en"): 0.75,
    ("names_recall", "re3d_organisation", "en"): 0.75,
    ("citation_precision", "polnear_dev", "en"): 0.75,
    ("citation_recall", "polnear_dev", "en"): 0.60,
    ("macro_f1", "newsmtsc_mt", "en"): 0.78,
    ("macro_f1", "tweets_val", "ar"): 0.67,
    ("macro_f1", "tweets_val", "en"): 0.67,
    **{("macro_f1", "gold_dev", language): 0.75 for language in ("ar", "en")},
    **{
        (f"f1_{label}", "gold_dev", language): 0.65
        for label in ("negative", "neutral", "positive")
        for language in ("ar", "en")
    },
    ("calibration_error", "newsmtsc_mt", "en"): 0.05,
    **{("calibration_error", name, language): 0.05 for name in ("tweets_val", "gold_dev") for language in ("ar", "en")},
    ("right_day", "ant_2018", "ar"): 0.60,
    ("right_day", "ant_2018_address", "ar"): 0.60,
    ("wrong_day", "ant_2018", "ar"): 0.02,
    ("wrong_day", "ant_2018_address", "ar"): 0.02,
}
"""Goals of a measure on a data set in a language."""
PEERS: Final[Mapping[tuple[str, str, str], Peer]] = {
    ("macro_f1", "newsmtsc_mt", "en"): Peer(0.825, "newsmtsc_best"),
    ("macro_f1", "tweets_val", "ar"): Peer(0.677, "xlm_t_test"),
    ("macro_f1", "tweets_val", "en"): Peer(0.706, "xlm_t_test"),
}


def goal_of(finding: Finding) -> float | None:
    """What the figure must reach, or None where nothing was set; engines but the model are shown for comparison."""
    if finding.step == "tone" and finding.system != "model":
        return None
    key = (finding.measure, finding.dataset, finding.language)
    return OF_DATA.get(key, EVERYWHERE.get(finding.measure))


def peer_of(finding: Finding) -> Peer | None:
    """The best figure published by others on the same data, or None."""
    return PEERS.get((finding.measure, finding.dataset, finding.language))
