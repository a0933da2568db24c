"""Errors of the dashboard package.

DashboardError         anything a user can act on; the command line prints it as one line and exits 1
├── AddressError       it cannot be served at the host or port asked for
└── TextError          a text of the interface is missing
"""

from __future__ import annotations


class DashboardError(Exception):
    """Anything in the dashboard package that a user can act on."""


class AddressError(DashboardError):
    """It cannot be served at the host or port asked for."""


class TextError(DashboardError):
    """A text of the interface is missing."""
