"""Members of a zip archive read one after another as the files they are; nothing is ever written to disk."""

from __future__ import annotations

import lzma
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from typing import IO, Final

from corpus.readers.columns import Columns
from corpus.readers.limits import DEEPEST_ARCHIVE, FREE_BYTES, HIGHEST_RATIO, MOST_MEMBERS, Refused
from corpus.readers.records import Item, Problem, excerpt
from corpus.readers.settings import Settings
from corpus.readers.source import Source

ReadMember = Callable[[Source, Settings], Iterator[Item]]

_WORKBOOK: Final = "xl/workbook.xml"
_SPREADSHEET: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_OFFICE: Final = frozenset(
    {"xl/workbook.bin", "word/document.xml", "ppt/presentation.xml", "META-INF/container.xml", "content.xml"}
)
_UNSAFE: Final = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:|\x00")
ENCRYPTED: Final = 1
DAMAGES: Final = (zipfile.BadZipFile, NotImplementedError, zlib.error, lzma.LZMAError, EOFError, OSError)


def zip_kind(source: Source) -> str:
    """``"excel"`` for a workbook, ``"unknown"`` for another office document, else ``"zip"``.

    Raises
    ------
    zipfile.BadZipFile
        If the archive's list of members is damaged.
    """
    with source.seekable() as binary, open_zip(binary) as archive:
        names = set(archive.namelist()[:MOST_MEMBERS])
        if _WORKBOOK in names:
            return "excel"
        if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
            return "excel" if _first_of(archive, "mimetype").startswith(_SPREADSHEET) else "unknown"
        return "unknown" if names & _OFFICE else "zip"


def read_zip(source: Source, settings: Settings, read_member: ReadMember) -> Iterator[Item]:
    """What the members of an archive hold, positions running through them all.

    Parameters
    ----------
    source : Source
    settings : Settings
    read_member : callable
        Reads a member as it would a file.

    Notes
    -----
    Members with names that lead out of the archive, encrypted ones and links are problems. The sizes an archive
    declares are checked before anything is unpacked, and no member is unpacked beyond the size it declares. Hidden
    members are left out, as hidden files of folders are.
    """
    if source.depth >= DEEPEST_ARCHIVE:
        raise Refused("nested-too-deep", f"Archives are opened {DEEPEST_ARCHIVE} deep; unpack the file first.")
    with source.seekable() as binary, open_zip(binary) as archive:
        members = [info for info in archive.infolist() if not info.is_dir() and not _is_hidden(info.filename)]
        _check_size(members, source.size)
        if not members:
            yield Problem(0, "empty-file", "The archive holds no files.")
        position = 0
        told = _Joined(settings.notice)
        for info in members:
            for item in _member_items(archive, info, source, replace(settings, notice=told), read_member):
                position += 1
                yield _placed(item, position, info.filename)


def open_zip(binary: IO[bytes]) -> zipfile.ZipFile:
    """The archive.

    Raises
    ------
    zipfile.BadZipFile
        Also where the list of members holds numbers that lead out of the file, for which Python has other words.
    """
    try:
        return zipfile.ZipFile(binary)
    except (ValueError, OverflowError, NotImplementedError, struct.error) as error:
        raise zipfile.BadZipFile(str(error)) from error


def open_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> IO[bytes]:
    """A member opened.

    Raises
    ------
    zipfile.BadZipFile
        Also where the list of members places it out of the file, or its own head says that it is encrypted.
    """
    try:
        return archive.open(info)
    except (ValueError, OverflowError, struct.error, RuntimeError) as error:
        raise zipfile.BadZipFile(str(error)) from error


def _first_of(archive: zipfile.ZipFile, name: str) -> bytes:
    """The first bytes of a member; none where it is damaged."""
    try:
        with open_member(archive, archive.getinfo(name)) as stream:
            return stream.read(200)
    except DAMAGES:
        return b""


def _check_size(members: list[zipfile.ZipInfo], packed: int) -> None:
    if len(members) > MOST_MEMBERS:
        raise Refused("too-many-members", f"The archive has {len(members)} files; at most {MOST_MEMBERS} are read.")
    unpacked = sum(info.file_size for info in members)
    if unpacked > max(FREE_BYTES, HIGHEST_RATIO * packed):
        detail = f"The archive of {packed} bytes unpacks to {unpacked}, as no news does; unpack it and look."
        raise Refused("compression-bomb", detail)


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return bool(parts) and (parts[0] == "__MACOSX" or (parts[-1].startswith(".") and parts[-1] != ".."))


def _member_items(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, outer: Source, settings: Settings, read_member: ReadMember
) -> Iterator[Item]:
    if _UNSAFE.search(info.orig_filename):
        yield Problem(0, "unsafe-name", "The member's name leads out of the archive; it was not read.")
        return
    if info.flag_bits & ENCRYPTED:
        yield Problem(0, "encrypted", "The member is encrypted; unpack the archive with its password first.")
        return
    if stat.S_ISLNK(info.external_attr >> 16):
        yield Problem(0, "not-a-file", "The member is a link; it was not followed.")
        return
    opened = partial(open_member, archive, info)
    member = Source(info.filename, opened, info.compress_size, outer.depth + 1, is_plain=False)
    try:
        yield from read_member(member.bare(), settings)
    except Refused as refused:
        yield Problem(0, refused.reason, refused.detail)
    except UnicodeError as error:
        yield Problem(0, "bad-encoding", f"The member cannot be decoded ({error}); save it as UTF-8.")
    except DAMAGES as error:
        said = " ".join(str(error).split()) or type(error).__name__
        yield Problem(0, "damaged-file", f"The member cannot be read on ({said}); what stands before was read.")


def _placed(item: Item, position: int, member: str) -> Item:
    """An item at its place in the archive; a problem says which member and row it is of."""
    if not isinstance(item, Problem):
        return replace(item, position=position)
    row = f", row {item.position}" if item.position else ""
    return replace(item, position=position, detail=f"Member {excerpt(member)!r}{row}: {item.detail}")


class _Joined:
    """The columns of several tables told as those of one."""

    def __init__(self, notice: Callable[[Columns], None]) -> None:
        self._notice = notice
        self._all = Columns({}, ())

    def __call__(self, columns: Columns) -> None:
        self._all = self._all.joined(columns)
        self._notice(self._all)
