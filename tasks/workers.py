"""Where a shard's work is done: in a spawned process of this machine, or right here.

Prefect's tasks run on threads, which cost milliseconds; each hands its shard to this pool. On a
Dask worker, and with no pool open, the work is done in the calling process.

Processes are spawned, not forked: a fork after a Rust or Arrow runtime has started can hang.
"""

import ctypes
import gc
import importlib
import multiprocessing
import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any

import pyarrow as pa
from threadpoolctl import threadpool_limits

# One pool for the process: Prefect starts a task's thread without this module's caller at hand.
_open: list[tuple[Executor, int]] = []
_calls: list[int] = []  # of each open pool
_stopped = threading.Event()
_replacing = threading.Lock()


@contextmanager
def pool(workers: int) -> Iterator[None]:
    """Keep `workers` processes ready for `in_worker` while the block runs; 0: work right here.

    After the block, work that was still to come is refused until the next pool is opened.
    """
    _stopped.clear()
    if workers:
        _open.append((_executor(workers), workers))
        _calls.append(0)
    try:
        yield
    finally:
        _stopped.set()
        if workers:
            executor, _ = _open.pop()
            _calls.pop()
            executor.shutdown(cancel_futures=True)


def in_worker(name: str, *args: Any) -> Any:
    """Call the function of that dotted name in the open pool and wait; here where none is open.

    It is named, not handed over, so that the process which only waits need not import what the
    work takes. A dead worker (out of memory, killed) breaks a whole pool: it is replaced, and the
    error goes on to the task, whose retry finds the new one.

    >>> with pool(0):
    ...     in_worker("math.sqrt", 4)
    2.0
    """
    if _stopped.is_set():
        raise StoppedError(name)
    if not _open:
        return call(name, *args)
    executor, workers = _open[-1]
    _calls[-1] += 1
    try:
        return executor.submit(_call_and_tidy, name, *args).result()
    except BrokenProcessPool:
        with _replacing:
            if _open[-1][0] is executor:
                _open[-1] = (_executor(workers), workers)
        raise


def renew(after: int = 0) -> None:
    """Fresh processes for the open pool, none of whose work is under way, if it did over `after` calls.

    Malloc keeps what Python frees in pieces: a worker of a long night holds a gigabyte of it. To
    start anew takes seconds, which a short night would notice.
    """
    with _replacing:
        if _open and _calls[-1] > after:
            _calls[-1] = 0
            executor, workers = _open[-1]
            executor.shutdown()
            _open[-1] = (_executor(workers), workers)


class StoppedError(RuntimeError):
    """The night this work was for has ended; nothing may go on writing for it."""


def call(name: str, *args: Any) -> Any:
    """Call a function by its dotted name."""
    module, _, function = name.rpartition(".")
    return getattr(importlib.import_module(module), function)(*args)


def _call_and_tidy(name: str, *args: Any) -> Any:
    """`call`, then free pages handed back: what an idle worker keeps, the others cannot have."""
    try:
        return call(name, *args)
    finally:
        pa.default_memory_pool().release_unused()
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc has it, others need it less
        if trim:
            trim(0)


def _executor(workers: int) -> Executor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(
        workers, mp_context=context, initializer=_start_worker, initargs=(os.getpid(),)
    )


def _start_worker(parent: int) -> None:
    """One numeric thread a process, and no life after the parent's: orphans would write on.

    Numpy came with Arrow and has its threads by now, so it is told; what is loaded later reads the
    environment. Two such threads in each of two processes on two cores wait for one another, and
    sums in two parts end in other digits.
    """
    threadpool_limits(1)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    # A shard is millions of small objects and hardly a cycle: looking for cycles every seven hundred
    # of them takes a seventh of the time of reading.
    gc.set_threshold(100_000, 50, 100)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
