"""The house's own settings, for a trial town in a folder that goes with the test run."""

import atexit
import os
import shutil
import tempfile

from wardmote.towns.folder import make_town

_folder = tempfile.mkdtemp(prefix="wardmote-trial-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["WARDMOTE_VAR"] = _folder
os.environ["WARDMOTE_TOWN"] = make_town("Trial Town").slug
os.environ.setdefault("WARDMOTE_STATIC", f"{_folder}/static")

from wardmote.web.settings import *  # noqa: E402, F403

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast; the real ones are tried in the journeys
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": f"{_folder}/test.sqlite3"}  # noqa: F405  # a file: live servers share it
