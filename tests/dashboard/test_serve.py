"""The page is served on this machine alone, quietly, and says in a line why it cannot be."""

import importlib.util
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from dashboard import serve
from tests.flows.calling import call

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind((serve.ADDRESS, 0))
        return int(tried.getsockname()[1])


def test_it_stays_on_this_machine_and_tells_nobody():
    told = serve.settings(8501)
    assert "--server.address=127.0.0.1" in told
    assert "--server.allowedHosts=127.0.0.1" in told
    assert "--browser.gatherUsageStats=false" in told
    assert "--server.port=8501" in told


def test_without_streamlit_one_line_says_what_to_install(monkeypatch, desk: Path):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    done = call("dashboard", "--desk", desk)
    assert done.code == 2
    assert done.err == "nightdesk: the dashboard needs more: pip install 'streamlit<2,>=1.67'\n"


def test_a_taken_port_is_told(desk: Path):
    with socket.socket() as taken:
        taken.bind((serve.ADDRESS, 0))
        taken.listen()
        done = call("dashboard", "--desk", desk, "--port", taken.getsockname()[1])
    assert done.code == 2
    assert "name another with --port" in done.err


def test_a_desk_without_a_night_or_no_desk_is_told(tmp_path: Path, desk: Path):
    (tmp_path / "others.txt").write_text("not ours")
    assert "is not a desk" in call("dashboard", "--desk", tmp_path).err
    bare = tmp_path / "bare"
    bare.mkdir()
    (bare / "nightdesk.json").write_text('{"format": 1}')
    done = call("dashboard", "--desk", bare)
    assert done.code == 1
    assert done.err.count("\n") == 1
    assert "no published night yet" in done.err


def test_it_answers_and_ends_quietly_at_an_interrupt(desk: Path, tmp_path: Path):
    port = free_port()
    env = {**os.environ, "HOME": str(tmp_path / "home")}
    command = [sys.executable, "-m", "flows.cli", "dashboard", "--port", str(port)]
    running = subprocess.Popen(
        [*command, "--desk", str(desk)], cwd=ROOT, env=env, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        assert "<title>" in answer(f"http://127.0.0.1:{port}/", running)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    finally:
        running.kill()
    assert running.returncode == 0
    assert f"http://127.0.0.1:{port}" in out
    assert err == ""
    assert not (tmp_path / "home").exists()


def answer(url: str, running: subprocess.Popen[str], seconds: float = 60) -> str:
    end = time.monotonic() + seconds
    while time.monotonic() < end and running.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5) as page:
                return str(page.read().decode())
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"no answer from {url}")
