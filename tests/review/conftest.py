import pytest

from tasks.workers import pool
from tests.flows.calling import call

STORIES = [
    ("dam", "Energy Minister Carla Renz", "backed the dam bill", "The valley needs water."),
    ("tram", "Mayor Lena Brandt", "praised the tram deal", "The line opens in May."),
    ("quay", "Harbour chief Ivo Tamm", "condemned the quay plan", "Ships will go elsewhere."),
    ("toll", "Senator Mara Quill", "opposed the toll bill", "Drivers pay enough."),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A desk with one night of sixteen short pieces of our own."""
    folder = tmp_path_factory.mktemp("paper")
    for number in range(16):
        name, who, does, more = STORIES[number % 4]
        text = f"{who} {does} on Friday in ward {number}.\n\n{more} The council of ward {number} votes soon."
        (folder / f"{name}{number}.txt").write_text(f"News of the {name} {number}\n\n{text}\n")
    root = tmp_path_factory.mktemp("one") / "desk"
    with pytest.MonkeyPatch.context() as patch:
        # Worker processes take longer to start than this night to run.
        patch.setattr("flows.runs.pool", lambda workers: pool(0))
        done = call("run", folder, "--desk", root, "--day", "2026-11-20", "--no-server")
    assert done.code == 0, done.err
    return root
