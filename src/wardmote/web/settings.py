"""Settings of one town. Which town, its record and its keys: from the town's folder and the environment."""

import os
import re
import sqlite3
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from wardmote.correspondence.rules import mail_server
from wardmote.towns.folder import load_town, var_folder

HOUSE = Path(__file__).parents[1]
TOWN = load_town(os.environ["WARDMOTE_TOWN"])
# A folder of the front end's built files, made by the bootstrap.
BUILT = HOUSE / "web" / "static"

SECRET_KEY = TOWN.web_key
DEBUG = False
# Where people open the pages, and where the links in letters lead. With https a web server stands in front, and forms,
# cookies and hosts go by it, and so does who is asking: the last address of X-Forwarded-For, which it writes.
ADDRESS = os.environ.get("WARDMOTE_ADDRESS", "http://localhost:8000").rstrip("/")
if not re.fullmatch(r"(?:https://[\w.-]+|http://localhost)(?::\d+)?", ADDRESS):
    raise ImproperlyConfigured(f"WARDMOTE_ADDRESS is “{ADDRESS}”. Write it like https://panel.anytown.example")
FRONT = ADDRESS if ADDRESS.startswith("https://") else ""
ALLOWED_HOSTS = ["localhost", "127.0.0.1", *os.environ.get("WARDMOTE_HOSTS", "").split()]
if FRONT:
    ALLOWED_HOSTS.append(FRONT.removeprefix("https://").partition(":")[0])
CSRF_TRUSTED_ORIGINS = [FRONT] if FRONT else []
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if FRONT else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if FRONT else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = bool(FRONT)
ROOT_URLCONF = "wardmote.web.urls"
WSGI_APPLICATION = "wardmote.web.wsgi.application"
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"  # shown; what happened is kept in UTC
USE_TZ = True
USE_I18N = True

# SQLite before 3.51.3 can corrupt a write-ahead log with several connections: those run a rollback journal. A build
# that carries the mend under an older number says so by WARDMOTE_SQLITE_WAL=1.
WAL = sqlite3.sqlite_version_info >= (3, 51, 3) or os.environ.get("WARDMOTE_SQLITE_WAL") == "1"
JOURNAL = "journal_mode=WAL; PRAGMA synchronous=FULL" if WAL else "journal_mode=DELETE; PRAGMA synchronous=EXTRA"
if "DATABASE_URL" in os.environ:
    DATABASES = {"default": dj_database_url.config(conn_max_age=60, conn_health_checks=True)}
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(TOWN.database),
            "CONN_MAX_AGE": 60,
            # IMMEDIATE: a deed takes the write lock before it reads, so nothing that it relies on can move under it.
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": f"PRAGMA {JOURNAL}; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON",
            },
        }
    }

INSTALLED_APPS = [
    "wardmote.register",
    "wardmote.people",
    "wardmote.places",
    "wardmote.law",
    "wardmote.confidentiality",
    "wardmote.minutes",
    "wardmote.correspondence",
    "wardmote.actions",
    "wardmote.priorities",
    "wardmote.membership",
    "wardmote.proposals",
    "wardmote.crime",
    "wardmote.interventions",
    "wardmote.policing",
    "wardmote.updates",
    "wardmote.meetings",
    "wardmote.summons",
    "wardmote.sittings",
    "wardmote.copies",
    "wardmote.information_requests",
    "wardmote.calendars",
    "wardmote.search",
    "wardmote.public",
    "wardmote.desk",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "wardmote.web.middleware.ShutDoor",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "wardmote.web.middleware.AtTheDoor",
    "allauth.account.middleware.AccountMiddleware",
]
CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.messages.context_processors.messages",
]
SCREENS = (
    "govuk people places law confidentiality correspondence actions priorities membership proposals crime "
    "interventions policing updates meetings summons sittings copies information_requests calendars search "
    "public desk"
)
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [HOUSE / room / "templates" for room in SCREENS.split()],
        "OPTIONS": {"environment": "wardmote.govuk.environment.environment", "context_processors": CONTEXT},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HOUSE / "govuk" / "allauth"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": [*CONTEXT, "django.contrib.auth.context_processors.auth"]},
    },
]

STATIC_URL = "static/"
STATIC_ROOT = Path(os.environ.get("WARDMOTE_STATIC") or var_folder() / "static")
STATICFILES_DIRS = [BUILT] if BUILT.exists() else []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 31_536_000

LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_ADAPTER = "wardmote.people.signin.Door"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # a stranger's address gets no letter from us
ACCOUNT_EMAIL_NOTIFICATIONS = True  # who changed a password or a passkey hears of it
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
PASSWORD_RESET_TIMEOUT = 3600
MFA_ADAPTER = "wardmote.people.signin.SecondFactor"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
MFA_TOTP_TOLERANCE = 1  # a code typed as it changes still works: one step for the delay (RFC 6238, 5.2)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the clerk gives the address, and the link in the first letter proves it
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # allauth lets it pass for localhost only
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

FILE_UPLOAD_MAX_MEMORY_SIZE = 25 * 2**20
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 2**20
SMTP = mail_server(os.environ["WARDMOTE_SMTP"]) if os.environ.get("WARDMOTE_SMTP") else None
EMAIL_BACKEND = "wardmote.correspondence.tasks.EmlFiles"
DEFAULT_FROM_EMAIL = f"wardmote@{TOWN.slug}.example"
EMAIL_TIMEOUT = 20
if SMTP:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = SMTP.host
    EMAIL_PORT = SMTP.port
    EMAIL_HOST_USER = SMTP.user
    EMAIL_HOST_PASSWORD = Path(SMTP.password_file).read_text().strip() if SMTP.password_file else SMTP.password
    EMAIL_USE_TLS = SMTP.starttls
    EMAIL_USE_SSL = SMTP.tls
    DEFAULT_FROM_EMAIL = SMTP.sender or DEFAULT_FROM_EMAIL
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS: list[str] = []
