"""What the command `tone` says of an engine's accuracy is what the accuracy card says."""

import pytest

from analytics.annotate.tone.known_accuracy import UNKNOWN, known_accuracy
from analytics.evaluation import load_card

SETS = {("ar", True): "gold_dev", ("en", True): "newsmtsc_mt", ("ar", False): "tweets_val", ("en", False): "tweets_val"}


@pytest.mark.parametrize("engine", ["model", "lexicon"])
@pytest.mark.parametrize(("language", "has_target"), SETS)
def test_it_is_the_figure_of_the_card(engine: str, language: str, has_target: bool) -> None:
    (row,) = [
        row
        for row in load_card().rows
        if (row.measure, row.system, row.language, row.dataset)
        == ("macro_f1", engine, language, SETS[language, has_target])
    ]
    assert known_accuracy(engine, language, has_target=has_target) == pytest.approx(row.figure, abs=5e-4)


def test_what_was_not_measured_is_unknown() -> None:
    assert known_accuracy("model", "tr", has_target=True) == known_accuracy("hub:x", "en", has_target=True) == UNKNOWN
