"""Entries of actors as people write them in TOML: read, checked, and written back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

from analytics.annotate.actors.actor import Actor, Role
from analytics.annotate.toml_rows import read_rows
from analytics.errors import RegistryError
from analytics.schema import ACTOR_TYPES

_REQUIRED: Final = ("id", "type", "name_en", "name_ar")
_KNOWN: Final = tuple(field.name for field in fields(Actor) if field.name != "derived")
NAME_LISTS: Final = tuple(name for name in _KNOWN if name[-3:-2] == "_" and not name.startswith("name_"))
"""The keys of an entry that hold lists of names."""
_ROLE_KEYS: Final = tuple(field.name for field in fields(Role))
_DATE: Final = re.compile(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def read_actors(paths: Iterable[Path]) -> dict[str, Actor]:
    """The actors of ``[[actor]]`` in files, by id.

    Raises
    ------
    RegistryError
        If a file cannot be read, an actor is not well formed, or an id occurs twice.
    """
    actors: dict[str, Actor] = {}
    for path in paths:
        for position, row in enumerate(read_rows(path, "actor"), 1):
            actor = actor_of(row, f"{path.name}, actor {position}")
            if actor.id in actors:
                raise RegistryError(f"{path.name}, actor {position}: id {actor.id!r} is taken; ids must be unique.")
            actors[actor.id] = actor
    return actors


def actor_of(row: Mapping[str, Any], where: str) -> Actor:
    """The actor of an entry, checked; ``where`` is the place that errors name.

    Raises
    ------
    RegistryError
        If it is not well formed.
    """
    for name in _REQUIRED:
        if not isinstance(row.get(name), str) or not row[name].strip():
            raise RegistryError(f"{where}: {name!r} must be a non-empty string, got {row.get(name)!r}.")
    if row["type"] not in ACTOR_TYPES:
        raise RegistryError(f"{where}: type {row['type']!r} is unknown; allowed: {', '.join(ACTOR_TYPES)}.")
    values: dict[str, Any] = {}
    for name, value in row.items():
        if name not in _KNOWN:
            raise RegistryError(f"{where}: unknown key {name!r}; allowed: {', '.join(_KNOWN)}.")
        if name == "roles":
            values[name] = roles_of(value, where)
        else:
            values[name] = names_of(value, name, where) if name in NAME_LISTS else text_of(value, name, where)
    return Actor(**values)


def roles_of(value: object, where: str) -> tuple[Role, ...]:
    """The roles of an entry, checked.

    Raises
    ------
    RegistryError
        If one is not well formed.
    """
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise RegistryError(f"{where}: 'roles' must be a list of tables, got {value!r}.")
    return tuple(_role(item, f"{where}, role {position}") for position, item in enumerate(value, 1))


def _role(row: Mapping[str, Any], where: str) -> Role:
    for name, value in row.items():
        if name not in _ROLE_KEYS:
            raise RegistryError(f"{where}: unknown key {name!r}; allowed: {', '.join(_ROLE_KEYS)}.")
        if not isinstance(value, str) or not value.strip():
            raise RegistryError(f"{where}: {name!r} must be a non-empty string, got {value!r}.")
    for name in ("start", "end"):
        if name in row and not _DATE.fullmatch(row[name]):
            raise RegistryError(f"{where}: {name!r} must be YYYY, YYYY-MM or YYYY-MM-DD, got {row[name]!r}.")
    if {"start", "end"} <= row.keys() and row["end"] < row["start"][: len(row["end"])]:
        raise RegistryError(f"{where}: it ends ({row['end']}) before it starts ({row['start']}).")
    if not {"title_en", "title_ar", "body"} & row.keys():
        raise RegistryError(f"{where}: give 'title_en' and 'title_ar', or the 'body' it is a membership of.")
    if ("title_en" in row) != ("title_ar" in row):
        raise RegistryError(f"{where}: a role is titled in both languages; give 'title_en' and 'title_ar'.")
    return Role(**row)


def names_of(value: object, name: str, where: str) -> tuple[str, ...]:
    """A list of names of an entry, checked.

    Raises
    ------
    RegistryError
        If it is anything but a list of strings with something in them.
    """
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise RegistryError(f"{where}: {name!r} must be a list of non-empty strings, got {value!r}.")
    return tuple(value)


def text_of(value: object, name: str, where: str) -> str:
    """A text of an entry, checked.

    Raises
    ------
    RegistryError
        If it is no string, or an empty one.
    """
    if not isinstance(value, str) or not value.strip():
        raise RegistryError(f"{where}: {name!r} must be a non-empty string, got {value!r}.")
    return value


def row_of(actor: Actor) -> dict[str, Any]:
    """The entry of an actor, without what is empty: :func:`actor_of` gives the same actor again."""
    values = {name: getattr(actor, name) for name in _KNOWN}
    roles = [_role_row(role) for role in actor.roles]
    plain = {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
    return {name: value for name, value in (plain | {"roles": roles}).items() if value}


def _role_row(role: Role) -> dict[str, str]:
    values = {name: getattr(role, name) for name in _ROLE_KEYS}
    if role.body and (role.title_en, role.title_ar) == (Role().title_en, Role().title_ar):
        del values["title_en"], values["title_ar"]
    return {name: value for name, value in values.items() if value}


def toml_of(row: Mapping[str, Any], key: str = "actor") -> str:
    """An entry as TOML, ready to be put in a file."""
    return f"[[{key}]]\n" + "".join(f"{name} = {_toml(value)}\n" for name, value in row.items())


def _toml(value: str | list[Any] | Mapping[str, Any]) -> str:
    if isinstance(value, str):  # JSON's escapes are TOML's, apart from the delete character
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{name} = {_toml(one)}" for name, one in value.items()) + " }"
    return "[" + ", ".join(_toml(one) for one in value) + "]"
