"""The pins hold: a real server takes our deployments and its scheduler makes a run of them."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PREFECT = [sys.executable, "-m", "prefect", "--no-prompt"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(question, seconds: float):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if answer := question():
                return answer
        except OSError:
            pass  # the server is not up yet
        time.sleep(1)
    raise AssertionError(f"no answer within {seconds} s")


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[dict[str, str]]:
    """A Prefect server on loopback with a home of its own, stopped by its process id."""
    home, port = tmp_path_factory.mktemp("prefect"), free_port()
    env = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT_")} | {
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_HOME": str(home),
        "PREFECT_SERVER_API_HOST": "127.0.0.1",
        "PREFECT_SERVER_API_PORT": str(port),
        "NIGHTDESK_HOME": str(ROOT),
    }
    subprocess.run(
        [*PREFECT, "server", "database", "upgrade", "-y"], env=env, check=True, capture_output=True
    )
    with (home / "server.log").open("w") as log:
        process = subprocess.Popen([*PREFECT, "server", "start"], env=env, stdout=log, stderr=log)
    api = f"http://127.0.0.1:{port}/api"
    try:
        wait_for(lambda: urllib.request.urlopen(f"{api}/health", timeout=5).status == 200, 120)
        yield env | {"PREFECT_API_URL": api}
    finally:
        process.terminate()
        process.wait(30)


def ask(api: str, path: str, body: dict) -> list[dict]:
    request = urllib.request.Request(
        f"{api}/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def test_every_deployment_is_taken_and_the_nightly_one_is_scheduled(server):
    api = server["PREFECT_API_URL"]
    pool = ["work-pool", "create", "--type", "process", "local-process", "--overwrite"]
    for command in (pool, ["deploy", "--all"]):
        done = subprocess.run(
            [*PREFECT, *command], env=server, cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
    names = {deployment["name"] for deployment in ask(api, "deployments/filter", {})}
    assert names == {"nightly", "backfill", "collect", "train"}
    scheduled = {"flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}}
    runs = wait_for(lambda: ask(api, "flow_runs/filter", scheduled), 90)
    assert {run["name"] for run in runs}
