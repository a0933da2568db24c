"""Names of what figures count, in both languages."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from analytics.annotate.toml_rows import read_rows

_FILE: Final = Path(__file__).parent / "kinds.toml"


def kind_names(key: str) -> tuple[str, str] | None:
    """The Arabic and English name of a key of figures; None where it is no known kind.

    "killed.civilians" is what befell them, then who they are: "قتلى: مدنيون", "Killed: civilians".
    """
    found = [known_kinds().get(part) for part in key.split(".")]
    names = [name for name in found if name is not None]
    if len(names) < len(found):
        return None
    arabic, english = zip(*names, strict=True)
    return ": ".join(arabic), ": ".join((english[0], *(name[0].lower() + name[1:] for name in english[1:])))


@cache
def known_kinds() -> dict[str, tuple[str, str]]:
    """The names of groups and events, Arabic and English, by key, in the order of the file."""
    rows = [*read_rows(_FILE, "event"), *read_rows(_FILE, "group")]
    return {row["key"]: (row["name_ar"], row["name_en"]) for row in rows if "name_en" in row}
