"""One town, one folder, one key file beside the folders. Pure of Django: the settings read it.

var/towns/<slug>/{town.json, record.sqlite3, releases/, mail/}
var/keys/<slug>.json
"""

import hmac
import json
import os
import re
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

EXAMPLE_SLUG = "example"
FIRST_SLUG, FIRST_NAME = "town", "Your town"  # of an empty installation, until its first page gives the name


class NoSuchTown(Exception):
    """A sentence that says which town is missing and what to do."""


class TownExists(Exception):
    """There is a town of this name already."""


@dataclass(frozen=True, slots=True)
class Town:
    """A town as its folder tells it. `id` is what every seal is bound to; `example` is written once, at its making."""

    id: str
    slug: str
    name_then: str  # when it was opened
    example: bool
    folder: Path
    data_key: bytes = field(repr=False)
    web_key: str = field(repr=False)
    backup_key: bytes = field(repr=False)

    @property
    def key_file(self) -> Path:
        """Where its keys lie."""
        return keys_folder() / f"{self.slug}.json"

    @property
    def name(self) -> str:
        """What it is called now: the clerk may change its name while pages and timer run."""
        return _fact(self.folder / "town.json", "name") or self.name_then

    @property
    def telephone(self) -> str:
        """By which number people reach the clerk, as the clerk has set it; empty if nobody has."""
        return _fact(self.folder / "town.json", "telephone")

    @property
    def database(self) -> Path:
        """The embedded record."""
        return self.folder / "record.sqlite3"

    @property
    def mail(self) -> Path:
        """Where outgoing e-mail is laid as .eml files."""
        return self.folder / "mail"

    @property
    def releases(self) -> Path:
        """The published site: one folder a release, `current` points at the newest."""
        return self.folder / "releases"


def var_folder() -> Path:
    """`WARDMOTE_VAR`, or `var` in the working folder."""
    return Path(os.environ.get("WARDMOTE_VAR") or "var").resolve()


def crime_folder() -> Path:
    """Where published crime figures are kept: public, and the same for all towns."""
    return var_folder() / "crime"


def keys_folder() -> Path:
    """Where the keys of all towns lie, apart from what they open."""
    return var_folder() / "keys"


def slug_of(name: str) -> str:
    """The folder's name for a town's name.

    >>> slug_of("Market Anystone (Town Council)")
    'market-anystone-town-council'
    """
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def town_slugs() -> list[str]:
    """The towns kept here, by name of folder."""
    return sorted(found.parent.name for found in (var_folder() / "towns").glob("*/town.json"))


def own_slugs() -> list[str]:
    """The towns kept here that are not the example; where there is none, the example."""
    return [slug for slug in town_slugs() if slug != EXAMPLE_SLUG] or town_slugs()


_FACTS: dict[Path, tuple[tuple[int, int, int], dict[str, object]]] = {}


def _fact(path: Path, key: str) -> str:
    """What a `town.json` gives under a key, read again only when it is another file than last time."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return ""
    stamp = (found.st_ino, found.st_mtime_ns, found.st_size)
    if path not in _FACTS or _FACTS[path][0] != stamp:
        _FACTS[path] = stamp, json.loads(path.read_text())
    return str(_FACTS[path][1].get(key, ""))


def call_town(town: Town, name: str, *, telephone: str | None = None) -> None:
    """Give a town another name, and the clerk's number if one is given. Its folder and its id stay as they are."""
    number = town.telephone if telephone is None else telephone
    _write_facts(town.folder, town_id=town.id, name=name, example=town.example, telephone=number)


def _write_facts(folder: Path, *, town_id: str, name: str, example: bool, telephone: str = "") -> None:
    facts = {"id": town_id, "name": name, "example": example, **({"telephone": telephone} if telephone else {})}
    write_whole(folder / "town.json", json.dumps(facts, indent=1, ensure_ascii=False).encode(), mode=0o600)


def first_town() -> Town:
    """The empty town of an empty installation. Where its making was interrupted, it is finished with the same key."""
    return _made(FIRST_SLUG, FIRST_NAME, example=False)


def make_town(name: str, *, example: bool = False) -> Town:
    """A new, empty town with fresh keys. The example alone is called `example`.

    Raises:
        TownExists: its folder or its key is there already; nothing is changed.
    """
    slug = EXAMPLE_SLUG if example else slug_of(name)
    if not slug or (slug == EXAMPLE_SLUG and not example):
        raise TownExists(f"A town cannot be called “{name}”. Nothing was made. Give the town's own name.")
    folder, key_file = var_folder() / "towns" / slug, keys_folder() / f"{slug}.json"
    if folder.exists() or key_file.exists():
        raise TownExists(f"There is a town “{slug}” already. Nothing was changed. Choose another name.")
    return _made(slug, name, example=example)


def _made(slug: str, name: str, *, example: bool) -> Town:
    folder, key_file = var_folder() / "towns" / slug, keys_folder() / f"{slug}.json"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not key_file.exists():
        data_key, backup_key = secrets.token_bytes(32), secrets.token_bytes(32)
        write_keys(slug, town_id=str(uuid4()), data_key=data_key, backup_key=backup_key)
    _write_facts(folder, town_id=json.loads(key_file.read_text())["town"], name=name, example=example)
    return load_town(slug)


def write_keys(slug: str, *, town_id: str, data_key: bytes, backup_key: bytes, folder: Path | None = None) -> Path:
    """Lay the keys of a town apart, readable by their owner only. The key of sign-ins is always made anew."""
    folder = folder or keys_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    told = {"data": b64encode(data_key).decode(), "backup": b64encode(backup_key).decode()}
    keys = {"town": town_id, **told, "web": secrets.token_urlsafe(48)}
    write_whole(folder / f"{slug}.json", json.dumps(keys, indent=1).encode(), mode=0o600)
    return folder / f"{slug}.json"


def keys_in(content: str) -> tuple[str, bytes, bytes]:
    """The town's id, the key of its words and the key of its backups, from the text of a key file.

    Raises:
        ValueError: this is no key file.
    """
    try:
        keys = json.loads(content)
        data_key = b64decode(keys["data"], validate=True)
        # A town made before there were backups has no such key in its file: it follows from the other one.
        of_old = hmac.new(data_key, b"wardmote backup key", sha256).digest()
        backup_key = b64decode(keys["backup"], validate=True) if "backup" in keys else of_old
        return str(UUID(keys["town"])), data_key, backup_key
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("This is no key file of Wardmote.") from error


def load_town(slug: str) -> Town:
    """The town kept under `slug`.

    Raises:
        NoSuchTown: there is none, or its key is missing or another town's.
    """
    folder, key_file = var_folder() / "towns" / slug, keys_folder() / f"{slug}.json"
    if not (folder / "town.json").exists():
        known = ", ".join(town_slugs()) or "none yet"
        raise NoSuchTown(f"There is no town “{slug}” here (towns: {known}). Make one with: ./wardmote town new NAME")
    if not key_file.exists():
        raise NoSuchTown(f"The key of “{slug}” is missing from the keys folder. Nothing was opened. Put it back.")
    facts, keys = json.loads((folder / "town.json").read_text()), json.loads(key_file.read_text())
    _, data_key, backup_key = keys_in(key_file.read_text())
    if facts["example"] != (slug == EXAMPLE_SLUG):
        raise NoSuchTown(f"The folder of “{slug}” says wrongly whether it is the example. Nothing was opened.")
    if keys["town"] != facts["id"]:
        raise NoSuchTown(f"The key kept for “{slug}” is another town's. Nothing was opened. Put the right one back.")
    return Town(
        id=facts["id"],
        slug=slug,
        name_then=facts["name"],
        example=facts["example"],
        folder=folder,
        data_key=data_key,
        web_key=keys["web"],
        backup_key=backup_key,
    )


def write_whole(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Write a file so that a kill leaves the old file or the new one: part file, fsync, rename, fsync the folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """A new name in a folder outlives a power cut only after this."""
    directory = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


def switch_release(town: Town, name: str) -> None:
    """Point `releases/current` at a release, at once. Does nothing if it points there already."""
    current, fresh = town.releases / "current", town.releases / f".{name}"
    if current.is_symlink() and current.readlink() == Path(name):
        return
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(name, target_is_directory=True)
    fresh.replace(current)
