"""How an export is laid out: a small file of names, so that each force keeps its own columns."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DEFAULT = Path(__file__).with_name("profile.toml")


class BadProfile(ValueError):
    """The profile can't be used; the sentence says why."""


@dataclass(frozen=True)
class Threshold:
    """So many incidents in so many consecutive days, the first and the last day counted."""

    incidents: int
    days: int

    @property
    def words(self) -> str:
        """As it is said.

        >>> Threshold(3, 30).words
        '3 incidents in 30 days'
        """
        return f"{self.incidents} incidents in {self.days} days"


@dataclass(frozen=True)
class Profile:
    """The columns of an export, how its dates are written, and the thresholds. `incident` is none if not numbered."""

    when: str
    where: str
    who: str
    kind: str
    incident: str | None
    formats: tuple[str, ...]
    nobody: frozenset[str]
    nowhere: frozenset[str]
    kinds: tuple[str, ...]
    thresholds: tuple[Threshold, ...]
    encoding: str
    delimiter: str


def read_profile(path: Path | None = None) -> Profile:
    """A profile from its file; what the file leaves out is as in the shipped one (`figures/demand/profile.toml`).

    >>> [threshold.words for threshold in read_profile().thresholds]
    ['3 incidents in 30 days', '10 incidents in 90 days']

    Raises:
        BadProfile: the file can't be read, or a threshold is below 2 incidents or 1 day.
    """
    given, usual = _loaded(path or DEFAULT), _loaded(DEFAULT)
    try:
        columns = usual["columns"] | given.get("columns", {})
        nobody = usual["nobody"] | given.get("nobody", {})
        thresholds = tuple(
            Threshold(int(one["incidents"]), int(one["days"])) for one in given.get("thresholds", usual["thresholds"])
        )
        made = Profile(
            when=str(columns["when"]),
            where=str(columns["where"]),
            who=str(columns["who"]),
            kind=str(columns["kind"]),
            incident=str(columns["incident"]) if "incident" in columns else None,
            formats=tuple(map(str, (usual["dates"] | given.get("dates", {}))["formats"])),
            nobody=frozenset(map(folded, nobody["who"])),
            nowhere=frozenset(map(folded, nobody["where"])),
            kinds=tuple(map(str, (usual["kinds"] | given.get("kinds", {}))["names"])),
            thresholds=thresholds,
            encoding=str(given.get("encoding", usual["encoding"])),
            delimiter=str(given.get("delimiter", usual["delimiter"])),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise BadProfile(
            "The profile is not laid out like the shipped one. Nothing was read. Compare the two."
        ) from None
    if not thresholds or any(one.incidents < 2 or one.days < 1 for one in thresholds) or len(made.delimiter) != 1:
        raise BadProfile(
            "A threshold needs 2 incidents and 1 day at least, a delimiter one character. Nothing was read."
        )
    return made


def folded(words: str) -> str:
    """Words without what typing varies: case and spaces.

    >>> folded("  12  High STREET ")
    '12 high street'
    """
    return " ".join(words.split()).casefold()


def _loaded(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise BadProfile(
            "The profile can't be read: there is no such file, or it is not TOML. Nothing was read."
        ) from None
