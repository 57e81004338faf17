"""What lies in a download of data.police.uk, a zip or a folder of any depth, before a row of it is read."""

import os
import re
import struct
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath

from isal import isal_zlib

from wardmote.figures.areas.towns import areas, codes_of

STREET = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2]))-([a-z][a-z-]*)-street\.csv")
PASSED_OVER = re.compile(r"\d{4}-\d{2}-[a-z-]+-(outcomes|stop-and-search)\.csv")
EXTRACT = "extract.csv"
# London's month is 25 MB. Four times that is no month of any force; with a ratio of 4 published files never come near
# 100, while a bomb does. So no download unpacks to more than a hundred times its own size.
LARGEST_FILE = 100 * 10**6
LARGEST_RATIO = 100
LOCAL_HEAD_BYTES = 30  # of a member of a zip, before its name (APPNOTE 4.3.7); its last 4 are two lengths
MANY_RATIO_BYTES = 10**6  # a short file of equal rows may be packed very small

TORN = "it is torn: what it holds does not match its check sum"


class Unusable(Exception):
    """Why a download, or a file of it, is not read: the end of a sentence that begins with its name."""


@dataclass(frozen=True)
class Member:
    """A file of one force and month in a download, with the bytes of its text."""

    name: str
    force: str
    month: str
    size: int


@dataclass(frozen=True)
class Download:
    """A download: its files of street-level crime, and what else was found.

    `newest` is the latest day on which a file in it was changed. `scope` are the codes of an extract, of 2011 and 2021:
    where it is not None, only those areas are complete.
    """

    path: Path
    members: tuple[Member, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()  # name and reason
    passed_over: Counter[str] = field(default_factory=Counter)
    newest: date | None = None
    scope: frozenset[str] | None = None

    @cached_property
    def name(self) -> str:
        """The name of the file or folder, without the way to it."""
        return self.path.resolve().name

    @contextmanager
    def opened(self) -> Iterator["Opened"]:
        """The download, ready to be read by several threads."""
        if self.path.is_dir():
            yield Opened(self.path, None)
        else:
            with zipfile.ZipFile(self.path) as archive:
                yield Opened(self.path, archive)


@dataclass(frozen=True)
class Opened:
    """A download that is open."""

    path: Path
    archive: zipfile.ZipFile | None

    def text(self, name: str) -> bytes:
        """The whole of one file.

        Raises:
            Unusable: it is torn, gone, or larger than it says.
        """
        try:
            if self.archive is None:
                return (self.path / name).read_bytes()
            return self._unpacked(self.archive, self.archive.getinfo(name))
        # The stub of ISA-L calls its error an instance.
        except (zipfile.BadZipFile, isal_zlib.error, EOFError, NotImplementedError) as error:  # type: ignore[misc]
            raise Unusable(TORN) from error
        except OSError as error:
            raise Unusable(f"it could not be read ({error.strerror or error})") from error

    def _unpacked(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
        """A member unpacked at one go, in two thirds of the time that `zipfile` takes."""
        with archive.open(info):  # looks whether its head agrees with the list, and whether its method is known
            pass
        with self.path.open("rb") as file:
            file.seek(info.header_offset + LOCAL_HEAD_BYTES - 4)
            ahead = sum(struct.unpack("<HH", file.read(4)))  # its name once more, and what zip calls extra
            packed = file.read(ahead + info.compress_size)[ahead:]
        if info.compress_type == zipfile.ZIP_DEFLATED:
            packing = isal_zlib.decompressobj(wbits=-15)
            text = packing.decompress(packed, info.file_size + 1)  # one byte more shows that it says too little
        elif info.compress_type == zipfile.ZIP_STORED:
            text = packed
        else:
            text = archive.read(info)
        if len(text) != info.file_size or isal_zlib.crc32(text) != info.CRC:
            raise zipfile.BadZipFile(f"{info.filename} is torn")
        return text


def look_into(path: Path) -> Download:
    """What a download holds. Nothing is unpacked.

    Raises:
        Unusable: it is not there, no zip, a torn one, or its list of areas can't be read.
    """
    if path.is_dir():
        return _sorted_out(path, list(_files(path)))
    if not path.exists():
        raise Unusable("it is not there")
    try:
        with zipfile.ZipFile(path) as archive:
            found = [
                (info.filename, info.file_size, date(*info.date_time[:3]), _trick(info))
                for info in archive.infolist()
                if not info.is_dir()
            ]
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise Unusable("it is no whole zip file; download it again") from error
    return _sorted_out(path, found)


Found = tuple[str, int, date, str]


def _files(folder: Path) -> Iterator[Found]:
    for here, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            stat = (Path(here) / name).stat()
            large = "it is far larger than a month of any force" if stat.st_size > LARGEST_FILE else ""
            yield str((Path(here) / name).relative_to(folder)), stat.st_size, date.fromtimestamp(stat.st_mtime), large


def _trick(info: zipfile.ZipInfo) -> str:
    """Why a member of a zip is refused before it is opened; empty, if it isn't."""
    path = PurePosixPath(info.filename)
    if path.is_absolute() or ".." in path.parts or "\\" in info.filename or ":" in info.filename:
        return "its name leads out of the download"
    if info.flag_bits & 0x1:
        return "it is locked by a password"
    if info.file_size > LARGEST_FILE:
        return "it is far larger than a month of any force"
    if info.file_size > max(MANY_RATIO_BYTES, info.compress_size * LARGEST_RATIO):
        return "it unpacks to more than a hundred times its size"
    return ""


def _sorted_out(path: Path, found: list[Found]) -> Download:
    members, refused, passed_over = [], [], Counter[str]()
    lists: list[str] = []
    for name, size, _, fault in found:
        base = PurePosixPath(name).name
        if street := STREET.fullmatch(base):
            if fault:
                refused.append((name, fault))
            else:
                members.append(Member(name, street[2], street[1], size))
        elif base == EXTRACT and not fault:
            lists.append(name)
        else:
            other = PASSED_OVER.fullmatch(base)
            passed_over[other[1] if other else "other"] += 1
    ours = {member.name for member in members}
    newest = max((changed for name, _, changed, _ in found if name in ours), default=None)
    download = Download(path, tuple(members), tuple(refused), passed_over, newest)
    if not lists:
        return download
    return Download(path, tuple(members), tuple(refused), passed_over, newest, _scope(download, lists))


def _scope(download: Download, lists: list[str]) -> frozenset[str]:
    """The areas of an extract, with the codes of 2011 that lie wholly in them."""
    if len(lists) > 1:
        raise Unusable(f"it holds {len(lists)} lists of areas ({EXTRACT}); leave one")
    with download.opened() as opened:
        lines = opened.text(lists[0]).decode("utf-8-sig", errors="replace").split()
    if lines[:1] != ["lsoa_code"] or len(lines) < 2:
        raise Unusable(f"its list of areas ({EXTRACT}) is not one column “lsoa_code”")
    listed = frozenset(lines[1:])
    return listed | codes_of(code for code in listed if code in areas())[0]
