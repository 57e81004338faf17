"""How the pages are served."""

import os

import pytest

from wardmote.cli import serve


class Started(Exception):
    """The server would have been started."""


def test_the_server_knows_by_which_address_its_letters_lead_to_it(monkeypatch):
    told = []

    def start(command):
        told.append(os.environ.get("WARDMOTE_ADDRESS"))
        raise Started

    monkeypatch.setenv("WARDMOTE_ADDRESS", "")
    monkeypatch.delenv("WARDMOTE_ADDRESS")
    monkeypatch.setattr(serve, "_collect_static", lambda: None)
    monkeypatch.setattr(serve, "_answers", lambda port: False)
    monkeypatch.setattr(serve.subprocess, "Popen", start)
    with pytest.raises(Started):
        serve.serve_on(8123, meanwhile=lambda: None)
    assert told == ["http://localhost:8123"]
