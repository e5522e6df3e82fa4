"""Where things are: the files that ship with Nightdesk, and the settings a desk may change."""

from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).resolve().parent
# A wheel carries data/ and sql/ inside the package; a checkout has them beside it.
ASSETS = _HERE / "_shipped" if (_HERE / "_shipped").is_dir() else _HERE.parent

LEXICONS = ASSETS / "data" / "lexicons"
LABELS = ASSETS / "data" / "labels"
MODELS = ASSETS / "data" / "models"
SQL = ASSETS / "sql"


@dataclass(frozen=True)
class Settings:
    """What a run is given beside its sources; the defaults suit a laptop.

    shard_records: records in one shard, the unit of work, retry and memory.
    shard_bytes: a shard closes early at this many bytes of content.
    record_bytes: a record larger than this is quarantined unread.
    keep_snapshots: how many whole snapshots stay for undo and `as of`.
    keep_work: for how many nights the finished shards stay, so that a re-run redoes little.
    """

    shard_records: int = 1000
    shard_bytes: int = 32_000_000
    record_bytes: int = 64_000_000
    keep_snapshots: int = 3
    keep_work: int = 3

    def cut(self) -> list[int]:
        """The settings that decide where records and shards are cut."""
        return [self.shard_records, self.shard_bytes, self.record_bytes]
