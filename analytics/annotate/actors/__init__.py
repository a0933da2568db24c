"""Actors: the registry and the matcher."""

from analytics.annotate.actors.actor import Actor, Role
from analytics.annotate.actors.matcher import ActorMatcher
from analytics.annotate.actors.registry import Registry

__all__ = ["Actor", "ActorMatcher", "Registry", "Role"]
