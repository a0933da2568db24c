"""The part of a report that says how right each step is."""

from reports.accuracy.part import accuracy_part

__all__ = ["accuracy_part"]
