"""`wardmote restore`: a town out of its backup and its keys, on a machine that has nothing of it.

Everything is made in a folder of its own below `WARDMOTE_VAR`; the last step gives the town's folder its name. A kill
before that leaves no town; the same command again throws the half-made folder away and begins anew.
"""

import argparse
import json
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from wardmote.backups import endings, sheet
from wardmote.backups.sealed_file import ABOUT, FILES, BadBackup, Opening, Part, read_opening, read_parts, safe_name
from wardmote.cli.main import Stop
from wardmote.towns.folder import (
    EXAMPLE_SLUG,
    flush_folder,
    keys_folder,
    keys_in,
    slug_of,
    var_folder,
    write_keys,
    write_whole,
)
from wardmote.towns.shut import RESTORED, shut_folder


@dataclass(frozen=True, slots=True)
class Place:
    """Where a town is made, and where it ends."""

    slug: str
    var: Path

    @property
    def scratch(self) -> Path:
        """Half-made, this is what may be removed."""
        return self.var / f".restoring-{self.slug}"

    @property
    def made(self) -> Path:
        return self.scratch / "towns" / self.slug

    @property
    def folder(self) -> Path:
        return self.var / "towns" / self.slug

    @property
    def key_file(self) -> Path:
        return self.var / "keys" / f"{self.slug}.json"

    @property
    def loaded(self) -> Path:
        """There once a PostgreSQL database holds the whole record, and says which one."""
        return self.scratch / "loaded.json"


def restore(typed: argparse.Namespace) -> int:
    """Bring a town back.

    Raises:
        Stop: the file, the keys or the place is not right; nothing is left behind, or the sentence names it.
    """
    file: Path = typed.file
    opening = _opening_of(file)
    about = {}
    keys = _keys(typed, opening)

    def take(part: Part) -> None:
        if part.name == ABOUT:
            about.update(json.loads(b"".join(part.blocks)))

    _read(file, keys, take)  # the whole file is trusted, or none of it: nothing is written before
    facts = about["town"]
    slug = EXAMPLE_SLUG if facts["example"] else typed.town or about["slug"]
    if slug_of(slug) != slug or (slug == EXAMPLE_SLUG) != facts["example"]:
        raise Stop(f"A town's folder cannot be called “{slug}”. Nothing was restored. Give another name by --town.")
    place = Place(slug, var_folder())
    _must_be_free(place, keys)
    before_kill = _told(place.loaded)
    resumed = before_kill if before_kill.get("made_at") == about["made_at"] else None
    try:
        told = _made(place, file, keys, about, resumed, typed.endings)
    except (Stop, BadBackup) as said:
        shutil.rmtree(place.scratch, ignore_errors=True)
        raise Stop(str(said)) from None
    except Exception as error:  # the disk, the database, or whatever a migration raised
        if not place.loaded.exists():  # once the database is full, the same command again goes on from there
            shutil.rmtree(place.scratch, ignore_errors=True)
        why = getattr(error, "strerror", None) or (str(error).splitlines() or [type(error).__name__])[0]
        raise Stop(f"The town was not restored ({why}). Mend that, then type the same command again.") from error
    if typed.json:
        print(json.dumps(told))
        return 0
    _say(place, facts, about, told)
    return 0


def _opening_of(file: Path) -> Opening:
    try:
        with file.open("rb") as opened:
            return read_opening(opened)
    except BadBackup as said:
        raise Stop(str(said)) from None
    except OSError:
        raise Stop(f"There is no file {file} that can be read. Nothing was restored.") from None


def _read(file: Path, keys: sheet.Keys, take: Callable[[Part], None]) -> None:
    try:
        read_parts(file, key=keys.backup_key, town_id=keys.town_id, take=take)
    except BadBackup as said:
        raise Stop(str(said)) from None


# The keys: from a file, from the text of a sheet, from this machine's own folder of keys, or typed from the paper


def _keys(typed: argparse.Namespace, opening: Opening) -> sheet.Keys:
    try:
        if typed.keys:
            return sheet.Keys(*keys_in(typed.keys.read_text()))
        if typed.sheet:
            return sheet.keys_from(sheet.lines_in(typed.sheet.read_text()))
        if here := _keys_here(opening.town_id):
            return here
        return sheet.keys_from(_typed_lines())
    except sheet.BadLine as said:
        raise Stop(f"{said} Nothing was restored.") from None
    except OSError as error:
        raise Stop(f"The keys in {error.filename} could not be read. Nothing was restored.") from None
    except ValueError:
        raise Stop("The file given for the keys is no key file of Wardmote. Nothing was restored.") from None


def _keys_here(town_id: str) -> sheet.Keys | None:
    """The keys that this machine still has of that town."""
    for path in sorted(keys_folder().glob("*.json")):
        try:
            here = sheet.Keys(*keys_in(path.read_text()))
        except ValueError:
            continue
        if here.town_id == town_id:
            return here
    return None


def _typed_lines() -> list[str]:
    """Ask for each line of the paper, and again where it was typed wrongly."""
    print(f"Type the {sheet.LINES} lines of the key sheet, each as it is printed.", file=sys.stderr)
    lines: list[str] = []
    while len(lines) < sheet.LINES:
        number = len(lines) + 1
        print(f"Line {number}: ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            raise sheet.BadLine(f"The key sheet ends before line {number}. Give it by --sheet or --keys, or type it.")
        try:
            sheet.piece_of(line, number=number)
        except sheet.BadLine as said:
            if not sys.stdin.isatty():
                raise
            print(said, file=sys.stderr)
        else:
            lines.append(line)
    return lines


# The place


def _must_be_free(place: Place, keys: sheet.Keys) -> None:
    if place.folder.exists():
        raise Stop(
            f"There is a town “{place.slug}” here already, and a restore overwrites nothing. "
            "Nothing was restored. Move its folder away first."
        )
    if place.key_file.exists():
        try:
            town_id, data_key, _ = keys_in(place.key_file.read_text())
        except ValueError:
            town_id, data_key = "", b""
        if (town_id, data_key) != (keys.town_id, keys.data_key):
            raise Stop(f"There are other keys for “{place.slug}” in the keys folder. Nothing was restored.")


def _told(path: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(path.read_text())
        return found
    except (OSError, ValueError):
        return {}


def _made(
    place: Place,
    file: Path,
    keys: sheet.Keys,
    about: dict[str, Any],
    resumed: dict[str, Any] | None,
    more_endings: Path | None,
) -> dict[str, Any]:
    """Make folder and record beside, then give them their names: first the keys, the folder last."""
    var, key_file = os.environ.get("WARDMOTE_VAR"), place.key_file
    known = _endings(place, file, more_endings)  # before the keys' folder is the scratch one
    os.environ["WARDMOTE_VAR"], os.environ["WARDMOTE_TOWN"] = str(place.scratch), place.slug
    try:
        if resumed is None:
            shutil.rmtree(place.scratch, ignore_errors=True)
            place.made.mkdir(mode=0o700, parents=True)
            write_keys(place.slug, town_id=keys.town_id, data_key=keys.data_key, backup_key=keys.backup_key)
            _lay_out(place, file, keys, about)
        endings.keep(place.made / endings.NAME, known)  # to those that the backup itself brings
        return _with_record(place, file, keys, about, resumed, key_file)
    finally:
        os.environ.pop("WARDMOTE_VAR")
        if var is not None:
            os.environ["WARDMOTE_VAR"] = var


def _endings(place: Place, file: Path, more: Path | None) -> dict[str, date]:
    """Every ending that can be found: beside the backup, beside the keys, and where somebody points."""
    found: dict[str, date] = {}
    paths = [*file.parent.glob(f"*{endings.NAME}"), place.key_file.with_name(f"{place.slug}.{endings.NAME}")]
    for path in [*paths, *([more] if more else [])]:
        endings.merge(found, endings.read(path))
    return found


def _lay_out(place: Place, file: Path, keys: sheet.Keys, about: dict[str, Any]) -> None:
    """The files of the town's folder."""

    def take(part: Part) -> None:
        if not part.name.startswith(FILES):
            return
        path = place.made / safe_name(part.name.removeprefix(FILES))
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if "link" in part.facts:
            path.symlink_to(safe_name(part.facts["link"]))
        else:
            write_whole(path, b"".join(part.blocks), mode=part.facts["mode"])

    _read(file, keys, take)
    write_whole(place.made / "town.json", json.dumps(about["town"], indent=1, ensure_ascii=False).encode())
    shut_folder(place.made, RESTORED, backup_made_at=about["made_at"], file=file.name)


def _with_record(
    place: Place,
    file: Path,
    keys: sheet.Keys,
    about: dict[str, Any],
    resumed: dict[str, Any] | None,
    key_file: Path,
) -> dict[str, Any]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wardmote.web.settings")
    import django

    django.setup()
    from django.db import connection

    from wardmote.cli import loading
    from wardmote.register.reads import events_kept

    if resumed is not None and loading.holds(resumed):
        told = resumed
    else:
        loading.must_be_empty()
        told = loading.load(file, keys=keys, about=about, loaded=place.loaded)
    told["events"] = events_kept()
    connection.close()  # all of the record is in its file before the folder gets its name
    _give_names(place, key_file)
    endings.keep(key_file.with_name(f"{place.slug}.{endings.NAME}"), endings.read(place.folder / endings.NAME))
    return told


def _give_names(place: Place, key_file: Path) -> None:
    key_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    place.folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.replace(place.scratch / "keys" / key_file.name, key_file)
    flush_folder(key_file.parent)
    for part in (place.made, place.made.parent):
        flush_folder(part)
    os.replace(place.made, place.folder)
    flush_folder(place.folder.parent)
    shutil.rmtree(place.scratch, ignore_errors=True)


def _say(place: Place, facts: dict[str, Any], about: dict[str, Any], told: dict[str, Any]) -> None:
    from wardmote.govuk.words import count_of, long_date
    from wardmote.register.rules import LONDON

    made_at = datetime.fromisoformat(about["made_at"]).astimezone(LONDON)
    print(f"{facts['name']} is back in {place.folder}, as it was on {long_date(made_at.date())} at {made_at:%H:%M}.")
    print(
        f"{count_of(sum(told['rows'].values()), 'row')} and {count_of(told['files'], 'file')} came back. "
        f"The log holds: {count_of(told['events'], 'event')}. Everybody is signed out."
    )
    if told["ended"]:
        print(f"{count_of(told['ended'], 'seat')} had ended since that backup, and stay ended.")
    if told["feeds"]:
        print(f"{count_of(told['feeds'], 'calendar address', 'calendar addresses')} ended. Members make a new one.")
    if told["links"]:
        print(f"{count_of(told['links'], 'link')} to a form of the police opened it then, and no more. Send it again.")
    for name in told["taken_away"]:
        print(f"{name} changed or lost since what they signed in with then, so it opens nothing. To let them in:")
        print(f'  ./wardmote let-in "{name}" --town {place.slug}')
    print("What was typed, signed, granted or declared after that moment is not here: ask for it again.")
    print("A seat that ended since may not be known here. So the pages stay shut until somebody has looked:")
    print(f"  ./wardmote seats list --town {place.slug}")
    print(f"  ./wardmote seats confirm NUMBER --town {place.slug}")
