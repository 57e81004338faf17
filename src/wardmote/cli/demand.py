"""`wardmote demand`: bands of repeat places and callers from the police's own export. Keeps nothing."""

import argparse
import json
from dataclasses import asdict
from typing import Any

from wardmote.cli.main import PARTLY, Stop
from wardmote.figures.demand import Demand, Unusable, read_export, read_profile
from wardmote.figures.demand import demand as found_in
from wardmote.figures.demand.profile import BadProfile

MOST_LINES = 20  # line numbers that are printed


def demand(typed: argparse.Namespace) -> int:
    """Print what an export says, as bands. The exit code is 1 if rows were left out."""
    try:
        profile = read_profile(typed.profile)
        found = found_in(read_export(typed.file, profile), profile)
    except (BadProfile, Unusable) as sentence:
        raise Stop(sentence) from None
    except Exception as fault:  # its own words might hold a place or a caller
        raise Stop(f"The export could not be read ({type(fault).__name__}). Nothing was kept.") from None
    print(json.dumps(_as_json(found), indent=1) if typed.json else _shown(found))
    return PARTLY if found.bad_lines else 0


def _as_json(found: Demand) -> dict[str, Any]:
    return {
        "first": found.first.isoformat() if found.first else None,
        "last": found.last.isoformat() if found.last else None,
        "repeats": [
            asdict(one.threshold)
            | {"places": one.places, "callers": one.callers, "places_by_kind": dict(one.places_by_kind)}
            for one in found.repeats
        ],
        "facts": list(found.facts),
        "rows_left_out": list(found.bad_lines),
    }


def _shown(found: Demand) -> str:
    if found.first is None:
        rows = ["No incident could be read, so nothing can be said, not even that there was none."]
    else:
        rows = [*found.facts, "", f"{'threshold':<26}{'kind':<26}{'locations':>10}{'callers':>10}"]
        for one in found.repeats:
            rows.append(f"{one.threshold.words:<26}{'all':<26}{one.places:>10}{one.callers:>10}")
            rows += [f"{'':<26}{kind:<26}{places:>10}" for kind, places in one.places_by_kind]
        rows += ["", "The thresholds are the profile's; no law sets them. Nothing was kept."]
    if found.bad_lines:
        lines = ", ".join(map(str, found.bad_lines[:MOST_LINES])) + ("…" if len(found.bad_lines) > MOST_LINES else "")
        rows.append(f"Rows left out: {len(found.bad_lines)} (line {lines}). A date or a cell is missing there.")
    return "\n".join(rows)
