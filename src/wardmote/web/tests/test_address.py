"""Behind a web server with encryption: forms are taken, cookies go by encrypted lines, links begin with the address."""

import json
import os
import subprocess
import sys

import pytest

ASK = """
import json, django
django.setup()
from django.conf import settings
from django.test import Client, RequestFactory
from django.middleware.csrf import CsrfViewMiddleware
class Door(CsrfViewMiddleware):
    def _reject(self, request, reason):  # without its page, which wants the static files gathered
        return reason
def sent(origin, proto):
    door = Door(lambda request: None)
    names = {"HTTP_HOST": "panel.anytown.example", "HTTP_ORIGIN": origin, "HTTP_X_FORWARDED_PROTO": proto}
    request = RequestFactory().post("/begin/", {"csrfmiddlewaretoken": "a" * 32}, **names)
    request.COOKIES["csrftoken"] = "a" * 32
    door.process_request(request)
    refused = door.process_view(request, lambda request: None, (), {})
    return {"taken": refused is None, "link": request.build_absolute_uri("/meetings/")}
print(json.dumps({
    "ours": sent("https://panel.anytown.example", "https"),
    "theirs": sent("https://stranger.example", "https"),
    "secure": [settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE],
    "hosts": settings.ALLOWED_HOSTS,
}))
"""
WHO = """
import json, django
django.setup()
from allauth.account.adapter import get_adapter
from django.test import RequestFactory
request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR="192.0.2.1, 203.0.113.7")
print(json.dumps(get_adapter(request).get_client_ip(request)))
"""


def asked(tmp_path, address, question=ASK):
    env = {k: v for k, v in os.environ.items() if not k.startswith(("WARDMOTE_", "DATABASE_"))}
    env |= {
        "WARDMOTE_VAR": str(tmp_path),
        "WARDMOTE_TOWN": "ferncombe",
        "DJANGO_SETTINGS_MODULE": "wardmote.web.settings",
    }
    env |= {
        "PYTHONPATH": os.pathsep.join(p for p in sys.path if p),
        **({"WARDMOTE_ADDRESS": address} if address else {}),
    }
    make = "from wardmote.towns.folder import make_town; make_town('Ferncombe')"
    if not (tmp_path / "towns").exists():
        subprocess.run([sys.executable, "-c", make], env=env, check=True)
    return subprocess.run([sys.executable, "-c", question], env=env, capture_output=True, text=True, check=False)


def test_with_the_address_set(tmp_path):
    told = json.loads(asked(tmp_path, "https://panel.anytown.example/").stdout)
    assert told["ours"] == {"taken": True, "link": "https://panel.anytown.example/meetings/"}
    assert not told["theirs"]["taken"]
    assert told["secure"] == [True, True] and "panel.anytown.example" in told["hosts"]


def test_planted_without_the_address_nobody_is_believed(tmp_path):
    """Without the setting the host is a stranger's, and what a visitor says of encryption counts for nothing."""
    answer = asked(tmp_path, None)
    assert "DisallowedHost" in answer.stderr


@pytest.mark.parametrize("wrong", ["http://panel.anytown.example", "panel.anytown.example", "https://a.example/path"])
def test_an_address_that_will_not_do_is_refused_at_the_start(tmp_path, wrong):
    assert "Write it like https://panel.anytown.example" in asked(tmp_path, wrong).stderr


@pytest.mark.parametrize(
    ("address", "who"), [("https://panel.anytown.example", "203.0.113.7"), (None, "127.0.0.1")], ids=["behind", "alone"]
)
def test_who_asks_is_told_by_the_web_server_in_front_and_by_nobody_else(tmp_path, address, who):
    assert json.loads(asked(tmp_path, address, WHO).stdout) == who
