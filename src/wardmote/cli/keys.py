"""`wardmote keys`: the town's keys for the safe, on paper or as a file. Without them no backup opens."""

import argparse
from datetime import datetime
from pathlib import Path

from wardmote.backups import keeping
from wardmote.backups.sheet import Keys, lines_of
from wardmote.cli.main import Stop, chosen_town
from wardmote.documents.paper import Notice, Paper, Paragraph, Table
from wardmote.documents.paper_pdf import to_pdf
from wardmote.towns.folder import Town, load_town, write_whole

HOW = (
    "Without this sheet nobody can read a backup of this town, not even Wardmote. Whoever has this sheet and a backup "
    "can read all of it. Keep it in the safe, and never beside a backup."
)
BACK = (
    "To bring the town back on another machine: put the backup there and type ./wardmote restore FILE. It asks for "
    "these lines. Each ends with its own check of two letters. There is no I, L, O or U among them: a 0 is a nought, "
    "and a 1 is a one."
)


def keys(typed: argparse.Namespace) -> int:
    """Write the key sheet, or a copy of the key file.

    Raises:
        Stop: the file is of another kind, is there already, or can't be written; nothing was written.
    """
    town = load_town(chosen_town(typed.town))
    out: Path = typed.out
    if out.exists():
        raise Stop(f"There is a file {out} already. Nothing was written. Choose another name.")
    if typed.what == "copy":
        content = town.key_file.read_bytes()
    elif out.suffix == ".txt":
        content = _text(town).encode()
    elif out.suffix == ".pdf":
        content = to_pdf(_paper(town), large_print=True)
    else:
        raise Stop(f"A key sheet is a .pdf or a .txt, not “{out.suffix}”. Nothing was written.")
    try:
        write_whole(out, content)
    except OSError as error:
        raise Stop(f"The keys could not be written to {out} ({error.strerror}). Nothing was written.") from None
    print(f"Wrote {out}. Print it, put the paper in the safe, and delete the file. It opens everything of {town.name}.")
    return 0


def _lines(town: Town) -> list[str]:
    return lines_of(Keys(town.id, town.data_key, town.backup_key))


def _title(town: Town) -> str:
    return f"{'EXAMPLE: ' if town.example else ''}Keys of {town.name}"


def _text(town: Town) -> str:
    return "\n".join([_title(town), "", HOW, "", *_lines(town), "", BACK, ""])


def _paper(town: Town) -> Paper:
    header = ("Line", "First", "Second", "Third", "Fourth", "Check")
    return Paper(
        title=_title(town),
        date=datetime.now(keeping.LONDON).date(),
        marking="SECRET – for the safe",
        parts=(
            Notice(HOW),
            Table("The keys, to be typed line by line", header, tuple(tuple(line.split()) for line in _lines(town))),
            Paragraph(BACK),
        ),
    )
