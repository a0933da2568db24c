"""Resolve pyproject.toml into the two lock files: versions and hashes, no addresses (`make lock`)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEADER = """# Made by `make lock` from pyproject.toml; do not edit. Install with:
#   pip install --no-deps --require-hashes -r {name}
"""
COMMON = ("--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate", "--quiet")


def resolve(name: str, *options: str) -> None:
    """Write one lock file."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", *COMMON, *options]
    found = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    (ROOT / name).write_text(HEADER.format(name=name) + found, encoding="utf-8")


if __name__ == "__main__":
    resolve("requirements.lock", "--upgrade")
    resolve("requirements-dev.lock", "--extra", "dev", "--extra", "notebook", "--constraint", "requirements.lock")
