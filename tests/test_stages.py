"""Every stage names a function that is there and takes what it is given."""

import ast
import importlib
import inspect
from pathlib import Path

import pytest

from tasks import stages

CALLS = [
    node
    for node in ast.walk(ast.parse(Path(stages.__file__).read_text(encoding="utf-8")))
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "in_worker"
]


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.args[0].value)
def test_the_named_function_takes_the_arguments(call):
    module, _, function = call.args[0].value.rpartition(".")
    found = getattr(importlib.import_module(module), function)
    assert list(inspect.signature(found).parameters) == [a.id for a in call.args[1:]]
