"""Work is done in spawned processes, and a dead one does not take the night with it."""

import os
from concurrent.futures.process import BrokenProcessPool

import pytest

from tasks.workers import StoppedError, in_worker, pool, renew


def test_work_that_comes_after_its_pool_was_closed_is_refused():
    with pool(1):
        pass
    with pytest.raises(StoppedError):
        in_worker("os.getpid")
    with pool(0):
        assert in_worker("os.getpid") == os.getpid()


def test_a_pool_works_elsewhere_and_replaces_what_died():
    with pool(1):
        assert in_worker("os.getpid") != os.getpid()
        with pytest.raises(BrokenProcessPool):
            in_worker("os._exit", 3)
        assert in_worker("os.getpid") != os.getpid()


def test_renewed_workers_are_others_and_without_a_pool_nothing_is():
    renew()
    with pool(1):
        before = in_worker("os.getpid")
        renew()
        assert in_worker("os.getpid") not in (before, os.getpid())
    with pool(0):
        renew()
        assert in_worker("os.getpid") == os.getpid()


def test_workers_calculate_on_one_thread_each():
    with pool(1):
        in_worker("tasks.models.catalogue.check_live")
        threads = [one["num_threads"] for one in in_worker("threadpoolctl.threadpool_info")]
    assert set(threads) == {1}
