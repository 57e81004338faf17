"""`wardmote demand` puts out bands and nothing else, and keeps nothing."""

import json
import subprocess
import sys
from datetime import date, timedelta

import pytest

from wardmote.cli.main import main

HEAD = "When,Where,Caller,Kind\n"
SECRETS = ["Larch Cottage", "larch cottage", "900123", "Smothergill"]


def row(day, where="9 Larch Cottage Row", who="07700 900123", kind="Nuisance"):
    return f"{date(2026, 3, 1) + timedelta(days=day)} 10:15,{where},{who},{kind}\n"


BAD = "Smothergill at Larch Cottage,9 Larch Cottage Row,07700 900123,Nuisance\n"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (HEAD + row(0) + row(1) + row(2, kind="Smothergill again"), 0),
        (HEAD + BAD + row(1) + '"Larch Cottage', 1),
        (BAD + BAD, 2),  # no headings: the first row is somebody's
        (HEAD + f'2026-03-01,"{"Smothergill " * 20000}",x,y\n', 1),
    ],
)
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_no_place_and_no_caller_is_put_out(tmp_path, capfd, content, code, form):
    (tmp_path / "export.csv").write_text(content)
    assert main(["demand", str(tmp_path / "export.csv"), *form]) == code
    out, err = capfd.readouterr()
    assert not any(secret in out + err for secret in SECRETS)
    if code < 2 and form:
        bands = [each[side] for each in json.loads(out)["repeats"] for side in ("places", "callers")]
        assert set(bands) <= {"0", "1-4", "5+"}


def test_another_encoding_is_refused_without_repeating_it(tmp_path, capfd):
    (tmp_path / "export.csv").write_bytes((HEAD + row(0, "9 Larch Cottage Röw")).encode("cp1252"))
    assert main(["demand", str(tmp_path / "export.csv")]) == 2
    assert "another encoding" in capfd.readouterr().err


WATCHED = """
import sys
kept = []
def watch(event, args):
    if event == "open" and (args[1] and set(args[1]) & set("wax+") or (args[2] or 0) & 0o1103):
        kept.append((event, str(args[0])))
    if event in ("os.mkdir", "os.rename", "os.link", "os.symlink", "socket.connect", "subprocess.Popen"):
        kept.append((event, str(args[0])))
sys.dont_write_bytecode = True
from wardmote.cli.main import main
sys.addaudithook(watch)
code = main(["demand", sys.argv[1]])
assert not kept, kept
sys.exit(code)
"""


def test_nothing_is_written_anywhere(tmp_path):
    (tmp_path / "export.csv").write_text(HEAD + row(0) + row(1) + row(2))
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(tmp_path / "export.csv")], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["export.csv"]
