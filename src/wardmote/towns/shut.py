"""A town is shut while it is upgraded, and after a restore until somebody has looked through its seats.

A file in the town's folder says so: it is there before anything changes, and outlives a kill.
"""

import json
from pathlib import Path
from typing import Any

from wardmote.towns.folder import Town, write_whole

UPGRADING, RESTORED = "upgrading.json", "restored.json"


def shut_by(folder: Path) -> str | None:
    """Which of the two shuts the town; none if it is open."""
    return next((name for name in (UPGRADING, RESTORED) if (folder / name).exists()), None)


def shut(town: Town, name: str, **facts: Any) -> None:
    """Shut the town."""
    shut_folder(town.folder, name, **facts)


def shut_folder(folder: Path, name: str, **facts: Any) -> None:
    """Shut the town that is being made in this folder."""
    write_whole(folder / name, json.dumps(facts, indent=1, ensure_ascii=False).encode())


def facts_of(town: Town, name: str) -> dict[str, Any]:
    """What was noted when it was shut."""
    try:
        found: dict[str, Any] = json.loads((town.folder / name).read_text())
        return found
    except (OSError, ValueError):
        return {}


def open_again(town: Town, name: str) -> None:
    """Open the town."""
    (town.folder / name).unlink(missing_ok=True)
