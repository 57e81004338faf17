"""How well the reader reads: precision, recall and F1 by kind on hand-labelled notes, tuned and held-out texts apart.

    python benchmarks/notes_reader.py [FOLDER] [--tuned-only] [--misses]

FOLDER holds the texts (default ../shared/data/notes); the labels, offsets and kinds only, stand in `notes_labels`.
A finding is right if its kind is the label's and the two overlap by at least half of the shorter. `--misses` prints the
offsets of what was missed or wrongly found, for tuned texts only.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "src"))

from wardmote.documents.read import read_bytes  # noqa: E402
from wardmote.documents.tree import BlockKind, Document, StatementKind  # noqa: E402

# The rules were written and tuned with these in sight; a text of the folder that is not named here is held out.
TUNED = (
    "police-partnership-panel_2022-10-28",
    "stmargarets_police_liaison_2006-07-19",
    "norfolk_2005_03",
    "norfolk_2007_01",
    "norfolk_2008_08",
    "norfolk_2010_01",
    "norfolk_2010_08",
    "norfolk_2012_10",
    "norfolk_2015_02",
    "norfolk_2018_01",
    "norfolk_2007_11",
    "norfolk_2010_06",
    "norfolk_2014_12",
    "norfolk_2015_10",
    "norfolk_2005_08",
    "norfolk_2010_11",
    "norfolk_2012_01",
    "norfolk_2014_07",
)
STRUCTURE = ("item", "subheading", "meeting_date", "next_meeting", "present", "in_attendance", "apology")
KINDS = (*STRUCTURE, *(kind.value for kind in StatementKind))
Place = tuple[int, int]


def found_in(document: Document) -> dict[str, list[Place]]:
    """What the reader found, by kind of label, as spans."""
    found: dict[str, list[Place]] = {kind: [] for kind in KINDS}
    heads = {item.blocks[0].span for item in document.items}
    for block in document.blocks():
        start = block.span.start + len(block.raw) - len(block.raw.lstrip())
        if block.span in heads:
            found["item"].append((start, block.at.end if block.kind is BlockKind.HEADING else block.at.start + 1))
        elif block.kind is BlockKind.SUBHEADING:
            found["subheading"].append((start, block.at.end))
    for kind, spans in (
        ("meeting_date", [document.dated_at, *document.also_dated_at]),
        ("next_meeting", [document.next_dated_at]),
        ("present", [one.span for one in document.present]),
        ("in_attendance", [one.span for one in document.in_attendance]),
        ("apology", [one.span for one in document.apologies]),
    ):
        found[kind] = [(span.start, span.end) for span in spans if span]
    for statement in document.statements():
        found[statement.kind.value].append((statement.span.start, statement.span.end))
    return found


def overlaps(one: Place, other: Place) -> bool:
    """Whether two spans share at least half of the shorter."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > 0 and 2 * shared >= min(one[1] - one[0], other[1] - other[0])


def unmatched(ones: Iterable[Place], others: list[Place]) -> list[Place]:
    """Those that overlap with none of the others."""
    return [one for one in ones if not any(overlaps(one, other) for other in others)]


def score(texts: list[tuple[Path, dict[str, list[Place]]]], misses: bool) -> None:
    """Print one table for a group of texts."""
    counts: Counter[tuple[str, str]] = Counter()
    for path, labels in texts:
        document = read_bytes(path.read_bytes(), name=path.name)
        found = found_in(document)
        for kind in KINDS:
            missed, wrong = unmatched(labels[kind], found[kind]), unmatched(found[kind], labels[kind])
            counts[kind, "labels"] += len(labels[kind])
            counts[kind, "found"] += len(found[kind])
            counts[kind, "missed"] += len(missed)
            counts[kind, "wrong"] += len(wrong)
            if misses and (missed or wrong):
                places = [place[0] for place in missed], [place[0] for place in wrong]
                print(f"  {path.stem[:24]:26}{kind:14}missed {places[0]} wrong {places[1]}")
        for statement in document.statements():
            right = any(
                overlaps((statement.span.start, statement.span.end), place) for place in labels[statement.kind.value]
            )
            counts["sure", "all" if statement.sure else "open"] += 1
            counts["sure", "right"] += int(statement.sure and right)
            counts[statement.kind.value, "sure"] += int(statement.sure)
            counts[statement.kind.value, "sure right"] += int(statement.sure and right)
    print(f"{'kind':16}{'labels':>7}{'found':>7}{'precision':>11}{'recall':>8}{'F1':>7}{'sure':>7}{'right':>7}")
    for kind in KINDS:
        print(_row(kind, counts))
    sure, correct = counts["sure", "all"], counts["sure", "right"]
    print(
        f"marked as sure: {sure} of {sure + counts['sure', 'open']}, of which {correct} right"
        + (f" ({correct / sure:.1%})" if sure else "")
    )


def _row(kind: str, counts: Counter[tuple[str, str]]) -> str:
    labels, found = counts[kind, "labels"], counts[kind, "found"]
    precision = 1 - counts[kind, "wrong"] / found if found else 1.0
    recall = 1 - counts[kind, "missed"] / labels if labels else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    row = f"{kind:16}{labels:7}{found:7}{precision:11.3f}{recall:8.3f}{f1:7.3f}"
    return row if kind in STRUCTURE else row + f"{counts[kind, 'sure']:7}{counts[kind, 'sure right']:7}"


def labels_of(path: Path) -> dict[str, list[Place]] | None:
    """The labels of a text, by kind; None if it has none, or was altered since."""
    stored = HERE / "notes_labels" / f"{path.stem}.json"
    if not stored.exists():
        return None
    told = json.loads(stored.read_text(encoding="utf-8"))
    if told["text_sha256"] != hashlib.sha256(path.read_bytes()).hexdigest():
        print(f"{path.name} is not the text that was labelled; left out.")
        return None
    labels: dict[str, list[Place]] = {kind: [] for kind in KINDS}
    for label in told["labels"]:
        labels[label["kind"]].append((label["start"], label["end"]))
    return labels


def main() -> None:
    """Score every labelled text of the folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=HERE.parent.parent / "shared" / "data" / "notes")
    parser.add_argument("--tuned-only", action="store_true", help="leave the held-out texts unread")
    parser.add_argument("--misses", action="store_true", help="print where tuned texts were missed or wrongly found")
    options = parser.parse_args()
    paths = sorted(options.folder.glob("*.txt"))
    for title, tuned in (("tuned", True), ("held out", False)):
        if not tuned and options.tuned_only:
            continue
        chosen = [path for path in paths if path.stem.startswith(TUNED) is tuned]
        texts = [(path, labels) for path in chosen if (labels := labels_of(path)) is not None]
        if not texts:
            print(f"\n{title}: no texts")
            continue
        print(f"\n{title}: {len(texts)} texts\n" + "".join(f"  {path.stem}\n" for path, _ in texts))
        score(texts, options.misses and tuned)


if __name__ == "__main__":
    main()
