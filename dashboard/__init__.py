"""The Dash application: pages over Study."""

from dashboard.errors import AddressError, DashboardError, TextError

__all__ = ["AddressError", "DashboardError", "TextError"]
