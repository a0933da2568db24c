"""Kinds of values that no type checker can look into, named for what they are."""

from __future__ import annotations

from typing import Any, TypeAlias

import pandas as pd
from dash.development.base_component import Component

from analytics.figures.layout import rows_of

Children: TypeAlias = Any
"""What stands inside a component: a component, a text, or a list of them."""
Row: TypeAlias = Any
"""A row of ``DataFrame.itertuples()``: its columns are its attributes."""
Sent: TypeAlias = Any
"""What a browser sent; anything at all."""


def records_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame of Study by the names of their columns."""
    return [{str(key): value for key, value in record.items()} for record in frame.to_dict("records")]


__all__ = ["Children", "Component", "Row", "Sent", "records_of", "rows_of"]
