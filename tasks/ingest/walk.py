"""From a file to its records, through archives and readers; a fault is a record with a reason."""

from collections.abc import Iterator
from dataclasses import replace

from tasks.config import Settings
from tasks.errors import UnreadableError
from tasks.ingest.allowance import Allowance
from tasks.ingest.formats import ARCHIVES, READERS, kind_of
from tasks.ingest.mail import MAIL, parted
from tasks.ingest.records import UNKNOWN, Record, Source, failed
from tasks.ingest.rules import split_options

# A zip in a tar in a gzip is three; nobody's export goes deeper than that.
MAX_DEPTH = 4


def records_of(
    source: Source, settings: Settings, member: str | None = None, depth: int = 0
) -> Iterator[Record]:
    """Every record of a file with its member path and number; never raises for bad data."""
    count = 0
    try:
        if source.reason:
            raise UnreadableError(source.reason)
        if depth > MAX_DEPTH:
            raise UnreadableError(f"messages and archives nested deeper than {MAX_DEPTH}")
        kind = kind_of(source.name, source.head(), "separator" in source.options)
        allowance = source.allowance or Allowance(source.size)
        if kind in ARCHIVES:
            if depth >= MAX_DEPTH:
                raise UnreadableError(f"archives nested deeper than {MAX_DEPTH}")
            for name, inner in ARCHIVES[kind](replace(source, allowance=allowance), settings):
                allowance.count_member()
                count += 1
                inner = replace(inner, options=source.options)
                yield from records_of(inner, settings, _below(member, name), depth + 1)
        else:
            for record in READERS[kind](source, settings):
                count += 1
                record, attached = _parted(record)
                yield _bounded(replace(record, member=member), settings)
                for inner in attached:
                    allowance.count_member()
                    inner = replace(inner, allowance=allowance, options=source.options)
                    yield from records_of(inner, settings, _below(member, inner.name), depth + 1)
        if not count:
            raise UnreadableError("there is no record in it")
    except UnreadableError as error:
        yield _broken(source, error, settings, member, count)


def _parted(record: Record) -> tuple[Record, list[Source]]:
    """A record without what is attached to it, and that, named by the message's number and its own name."""
    if split_options(record.media_type)[0] != MAIL or record.reason:
        return record, []
    rest, attached = parted(record.content)
    before = f"{record.number}/" if record.number else ""
    return replace(record, content=rest), [
        replace(each, name=before + each.name) for each in attached
    ]


def _bounded(record: Record, settings: Settings) -> Record:
    """A cell of a table may be larger than any record should be."""
    if len(record.content) <= settings.record_bytes:
        return record
    reason = record.reason or f"one record is larger than {settings.record_bytes} bytes"
    return replace(record, content=b"", reason=reason)


def _below(member: str | None, name: str | None) -> str | None:
    """A member's path, each archive's own path before it."""
    if name is None:
        return member
    name = name.encode("utf-8", "replace").decode()
    return f"{member}/{name}" if member else name


def _broken(
    source: Source, error: UnreadableError, settings: Settings, member: str | None, count: int
) -> Record:
    if count:
        reason = f"{error}; what stood before it ({count}) was read"
        return Record(UNKNOWN, error.kept[: settings.record_bytes], reason, member, count)
    return replace(failed(source, str(error), settings), member=member)
