"""Kinds of values that no type checker can look into, named for what they are."""

from __future__ import annotations

from typing import Any, TypeAlias

from dash.development.base_component import Component

Children: TypeAlias = Any
"""What stands inside a component: a component, a text, or a list of them."""
Row: TypeAlias = Any
"""A row of ``DataFrame.itertuples()``: its columns are its attributes."""
Sent: TypeAlias = Any
"""What a browser sent; anything at all."""

__all__ = ["Children", "Component", "Row", "Sent"]
