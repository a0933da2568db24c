"""What command ``run`` says of a run."""

from __future__ import annotations

import pytest

from analytics.cli_options import amount
from analytics.run_cli import _update_lines


@pytest.mark.parametrize(("n", "said"), [(0, "0 articles"), (1, "1 article"), (2000, "2,000 articles")])
def test_an_amount_agrees_with_its_number(n: int, said: str) -> None:
    assert amount(n, "article") == said


@pytest.mark.parametrize(
    ("drifted", "proposals", "said"),
    [
        ([4], 0, "1 topic has drifted: of what was added since, more articles fit badly than usual. Find topics anew"),
        ([-1, 4, 5], 0, "2 topics have drifted: of what"),
        ([-1], 1, "The corpus as a whole has drifted: of what was added since, more articles fit badly than usual. The "
         "topics proposed may explain it: decide about them first; else find topics anew"),
    ],
)  # fmt: skip
def test_drift_beside_a_proposal_names_the_proposal_first(drifted: list[int], proposals: int, said: str) -> None:
    new = {"n": 1, "n_corrected": 0, "n_removed": 0}
    manifest = {"base_run": "r", "counts": {"proposals": proposals}, "topics": {"new": new, "drifted": drifted}}
    lines = _update_lines(manifest)
    assert lines[0] == "Topics are those of r: 1 article assigned, 0 of them corrected since; 0 removed."
    assert lines[-1].startswith(said)
    assert (lines[1].startswith("1 new topic is proposed: ")) == bool(proposals)
