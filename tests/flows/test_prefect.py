"""The same night on Prefect: one run of the flow, its tasks and its artifacts."""

import asyncio
from datetime import date

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey
from prefect.testing.utilities import prefect_test_harness

from flows.nightly import nightly
from tests.flows.calling import call

PIECE = (
    "Council backs tram line\n\nThe council of Oudeport voted for the tram line on Monday.\n\n"
    '"We support the tram," Mayor Lena Brandt said.\n'
)


@pytest.fixture(scope="module")
def server():
    with prefect_test_harness(server_startup_timeout=120):
        yield


async def artifacts(key: str) -> list[object]:
    async with get_client() as client:
        wanted = ArtifactFilter(key=ArtifactFilterKey(any_=[key]))
        return [found.data for found in await client.read_artifacts(artifact_filter=wanted)]


def test_the_flow_publishes_what_plain_hands_publish(server, tmp_path):
    (tmp_path / "paper").mkdir()
    (tmp_path / "paper" / "tram.txt").write_text(PIECE)
    day = date(2026, 11, 20)
    summary = nightly(day, [str(tmp_path / "paper")], str(tmp_path / "desk"), workers=1)
    assert summary["ledger"] == {"accepted": 1}
    plain = call(
        "run",
        tmp_path / "paper",
        "--desk",
        tmp_path / "plain",
        "--day",
        day,
        "--no-server",
        "--json",
    )
    assert summary["night_sha256"] in plain.out
    assert str(day) in asyncio.run(artifacts("night-summary"))[0]
    assert '"records": 1' in asyncio.run(artifacts("night-ledger"))[0]
