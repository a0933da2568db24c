"""The part of a report about tone: how the press writes, towards whom, who differs, what changed, in whose words."""

from reports.tone.part import tone_part

__all__ = ["tone_part"]
