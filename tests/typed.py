"""Commands as they are typed: each a process of its own, forked from one that has read the libraries already.

To start Python and read the house takes a second each time; a fork begins where that ends. Settings, town, folder and
environment are the command's own. `typed(env, "-m", "wardmote", …)` is called as Python itself would be.
"""

import atexit
import json
import os
import runpy
import subprocess
import sys
import tempfile
import traceback
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]


def typed(env, *words, folder=None, stdin=None):
    """Run Python with these words in this environment; how it ended, and what it said on either stream."""
    words = [*map(str, words)]
    if env.get("PYTHONPATH", "").split(":")[0] != str(ROOT / "src"):  # another house, which has not been read
        return subprocess.run(
            [sys.executable, *words], env=env, cwd=folder, input=stdin, capture_output=True, text=True, check=False
        )
    with tempfile.TemporaryDirectory() as streams:
        for name, text in (("in", stdin or ""), ("out", ""), ("err", "")):
            Path(streams, name).write_text(text)
        asked = {"env": env, "words": words, "folder": str(folder or ROOT), "streams": streams}
        begun = _begun()
        print(json.dumps(asked), file=begun.stdin, flush=True)
        code = int(begun.stdout.readline())
        out, err = (Path(streams, name).read_text() for name in ("out", "err"))
    return subprocess.CompletedProcess(words, code, out, err)


@cache
def _begun():
    """The process that is forked from; one for each worker."""
    env = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    begun = subprocess.Popen(
        [sys.executable, __file__], env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    atexit.register(begun.terminate)
    return begun


def _serve():
    """Fork for each line that comes in."""
    import docx  # noqa: F401
    import typst  # noqa: F401
    from django.core.management import call_command  # noqa: F401
    from django.db import models  # noqa: F401

    import wardmote.cli.main
    import wardmote.documents.agenda_word
    import wardmote.documents.paper_pdf
    import wardmote.documents.paper_word
    import wardmote.documents.statements  # noqa: F401

    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _become(**json.loads(line))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _become(env, words, folder, streams):
    """Be the command from here on."""
    os.environ.clear()
    os.environ.update(env)
    os.chdir(folder)
    for number, name in enumerate(("in", "out", "err")):
        os.dup2(os.open(Path(streams, name), os.O_RDWR), number)
    sys.stdin = os.fdopen(0, closefd=False)
    sys.stdout, sys.stderr = (os.fdopen(number, "w", buffering=1, closefd=False) for number in (1, 2))
    kind, what, *rest = words if words[0] in ("-c", "-m") else ("", *words)
    sys.argv = [what if kind != "-c" else "-c", *rest]
    code = 0
    try:
        if kind == "-c":
            exec(compile(what, "<typed>", "exec"), {"__name__": "__main__"})
        elif kind == "-m":
            runpy.run_module(what, run_name="__main__", alter_sys=True)
        else:
            runpy.run_path(what, run_name="__main__")
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:
        traceback.print_exc()
        code = 1
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    _serve()
