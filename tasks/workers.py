"""Where a shard's work is done: in a spawned process of this machine, or right here.

Prefect's tasks run on threads, which cost milliseconds; each hands its shard to this pool. On a
Dask worker, and with no pool open, the work is done in the calling process.

Processes are spawned, not forked: a fork after a Rust or Arrow runtime has started can hang.
"""

import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

# One pool for the process: Prefect starts a task's thread without this module's caller at hand.
_open: list[tuple[Executor, int]] = []
_replacing = threading.Lock()


@contextmanager
def pool(workers: int) -> Iterator[None]:
    """Keep `workers` processes ready for `in_worker` while the block runs."""
    _open.append((_executor(workers), workers))
    try:
        yield
    finally:
        executor, _ = _open.pop()
        executor.shutdown(cancel_futures=True)


def in_worker(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Call `function` in the open pool and wait; in this process where no pool is open.

    A dead worker (out of memory, killed) breaks a whole pool: it is replaced, and the error goes
    on to the task, whose retry finds the new one.
    """
    if not _open:
        return function(*args, **kwargs)
    executor, workers = _open[-1]
    try:
        return executor.submit(function, *args, **kwargs).result()
    except BrokenProcessPool:
        with _replacing:
            if _open[-1][0] is executor:
                _open[-1] = (_executor(workers), workers)
        raise


def _executor(workers: int) -> Executor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(
        workers, mp_context=context, initializer=_start_worker, initargs=(os.getpid(),)
    )


def _start_worker(parent: int) -> None:
    """One numeric thread a process, and no life after the parent's: orphans would write on."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
