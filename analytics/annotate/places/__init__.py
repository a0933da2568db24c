"""Places: the gazetteer and its matcher."""

from analytics.annotate.places.gazetteer import Gazetteer, Place
from analytics.annotate.places.matcher import PlaceMatcher

__all__ = ["Gazetteer", "Place", "PlaceMatcher"]
