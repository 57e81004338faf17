"""A town as the first version of Wardmote left it, with rows in every table; and commands typed on a folder of towns.

`tests/fixtures/old-town-1.tar.xz` holds the folder of an invented town, EXAMPLE, its keys, and beside them what its
sealed words said (`words.json`) and how many rows each table had (`rows.json`). It was made by the first version and is
never made again.
"""

import fcntl
import json
import os
import re
import shutil
import tarfile
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from django.db import connection

from tests.typed import typed

ROOT = Path(__file__).parents[1]
ARCHIVE = ROOT / "tests/fixtures/old-town-1.tar.xz"
CLERK, MAYOR, LEFT = "Pia Ledgerwood", "Tansy Oake", "Quinn Formerly"
SLUG = "example"
READ = """
import json
from hashlib import sha256
from wardmote.cli.main import open_town
open_town(None)
from wardmote.register.reads import opened_bytes, sealed_columns
words = {}
for model, column in sealed_columns():
    for row in model._base_manager.all():
        if getattr(row, column):
            said = opened_bytes(row, column)
            told = sha256(said).hexdigest() if column == "content" else said.decode(errors="replace")
            words.setdefault(model._meta.db_table, {}).setdefault(str(row.pk), {})[column] = told
print(json.dumps(words))
"""


def unpack(folder):
    """The old town in this folder, as `WARDMOTE_VAR`; its words and rows."""
    with tarfile.open(ARCHIVE) as archive:
        # The first releases of Python 3.11 know no filter; this archive is our own.
        archive.extractall(folder, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
    os.chmod(folder / "var/keys", 0o700)
    return told("words"), told("rows")


def at_this_version(tmp_path_factory, folder):
    """The old town, upgraded, in this folder, without the backup that the upgrade made; its words and rows.

    The road to this version is long, so the workers of a run go it once, on SQLite.
    """
    run = tmp_path_factory.getbasetemp()
    run = run.parent if "PYTEST_XDIST_WORKER" in os.environ else run
    with (run / "old-town.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (made := run / "old-town").exists():
            making = run / "old-town-in-the-making"
            making.mkdir()
            unpack(making)
            wardmote(environment(making / "var"), "upgrade")
            shutil.rmtree(making / f"var/towns/{SLUG}/backups", ignore_errors=True)
            making.rename(made)
    shutil.copytree(made, folder, symlinks=True, dirs_exist_ok=True)
    return told("words"), told("rows")


def told(name):
    """What the fixture says of itself."""
    with tarfile.open(ARCHIVE) as archive:
        return json.load(archive.extractfile(f"{name}.json"))


def environment(var, *, url=None, source=ROOT / "src"):
    """The environment of a command on this folder of towns, and nothing of this test run's own."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("WARDMOTE_", "DJANGO_", "DATABASE_"))}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    more = {"PYTHONPATH": f"{source}:{ROOT}", "WARDMOTE_VAR": str(var), "PYTHONUNBUFFERED": "1"}
    if source == ROOT / "src":
        more["PYTHONPYCACHEPREFIX"] = str(ROOT / "var/bytecode")
    return kept | more | ({"DATABASE_URL": url} if url else {})


def wardmote(env, *words, code=0, stdin=None):
    """Type a command; what it said. A refusal is one sentence on the other stream, and no traceback."""
    done = typed(env, "-m", "wardmote", *words, stdin=stdin)
    assert done.returncode == code, (done.returncode, done.stdout, done.stderr)
    assert "Traceback" not in done.stderr, done.stderr
    if code == 2:
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    return done.stdout if code != 2 else done.stderr.strip()


def python(env, script):
    """Run a script in the environment of a command; what it printed."""
    done = typed(env, "-c", script)
    assert done.returncode == 0, done.stderr
    return done.stdout


def words_of(env):
    """Every sealed word of the record, opened."""
    return json.loads(python(env, READ))


def missing(words, old):
    """Words of the old record that are not, or no longer so, in this one."""
    for table, rows in old.items():
        for pk, columns in rows.items():
            for column, said in columns.items():
                found = words.get(table, {}).get(pk, {}).get(column)
                if found != said:
                    yield f"{table}.{column} of {pk}: {found!r}, not {said!r}"


@contextmanager
def empty_record():
    """The `DATABASE_URL` of an empty database on the server under test; none on SQLite, where a folder is enough."""
    if connection.vendor != "postgresql":
        yield None
        return
    import psycopg

    server, name = connection.settings_dict, f"empty_{uuid4().hex[:12]}"
    where = f"postgresql://{server['USER']}@{server['HOST']}:{server['PORT']}"
    with psycopg.connect(f"{where}/postgres", autocommit=True) as master:
        master.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{where}/{name}"
        finally:
            master.execute(f"DROP DATABASE {name} WITH (FORCE)")


def newest_backup(var, slug=SLUG):
    """The last backup in the town's own folder."""
    return max((var / f"towns/{slug}/backups").glob("*.wardmote"))


def parts_left(folder):
    """What a command left half-made below a folder."""
    return [path.name for path in folder.rglob("*") if re.search(r"\.part$|^\.restoring|^\.still|^\.proof", path.name)]
