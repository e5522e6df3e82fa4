"""What a stage was made by: one short hash over its code, lexicons and models.

The version of a stage is taken from the files themselves, so nobody can forget to raise it: the
sources of the stage's module and of every `tasks` module it imports, the lexicons and live models
those sources name. A change to any of them makes the stage's shards stale, and no others.
"""

import ast
import hashlib
import importlib.util
from functools import cache
from importlib.metadata import version as library_version
from pathlib import Path

from tasks import live
from tasks.config import LEXICONS, MODELS
from tasks.errors import UserError

LIBRARIES = (
    "duckdb", "ftfy", "lxml", "numpy", "pandas", "prefect", "py3langid", "pyarrow", "scikit-learn", "scipy", "trafilatura",
)  # fmt: skip


@cache
def stage_version(*modules: str) -> str:
    """Twelve hex digits over everything the modules' results depend on in this checkout."""
    sources = _closure(modules)
    named = {text for tree in sources.values() for text in _constants(ast.parse(tree))}
    digest = hashlib.sha256()
    for name in sorted(sources):
        digest.update(f"{name}\0{sources[name]}\0".encode())
    for path in sorted(LEXICONS.glob("*.csv")):
        if path.stem in named:
            digest.update(path.name.encode() + path.read_bytes())
    if "tasks.models.registry" in sources:
        loading = [s for s in sources.values() if "tasks.models" in s and "registry" in s]
        asked = {text for source in loading for text in _constants(ast.parse(source))}
        cards = live_models()
        digest.update(repr(sorted((k, v) for k, v in cards.items() if k in asked)).encode())
    return digest.hexdigest()[:12]


def live_models() -> dict[str, str]:
    """Task → the hash of the live model's card, which holds the hash of its weights."""
    return {task: _card(task, version) for task, version in model_versions().items()}


def _card(task: str, version: str) -> str:
    try:
        content = (MODELS / task / version / "card.json").read_bytes()
    except OSError as error:
        raise UserError(
            f"{MODELS / 'live.toml'} names {task}/{version}, whose card cannot be read ({error.strerror}); "
            f"`nightdesk models list` shows what is here, `nightdesk models promote {task} VERSION` makes one live"
        ) from error
    return hashlib.sha256(content).hexdigest()


def model_versions() -> dict[str, str]:
    """Task → version, as `live.toml` names them; empty where no model is live."""
    return live.versions(MODELS)


def library_versions() -> dict[str, str]:
    """The versions of the libraries whose change can change a night's bytes."""
    return {name: library_version(name) for name in LIBRARIES}


def _closure(modules: tuple[str, ...]) -> dict[str, str]:
    """Module name → source, for the modules and all `tasks` modules they import, however far."""
    sources: dict[str, str] = {}
    waiting = list(modules)
    while waiting:
        name = waiting.pop()
        if name in sources:
            continue
        spec = importlib.util.find_spec(name)
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError(name)
        sources[name] = Path(spec.origin).read_text(encoding="utf-8")
        waiting += _imports(ast.parse(sources[name]))
    return sources


def _imports(tree: ast.AST) -> list[str]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("tasks"):
            found.append(node.module)
            found += [
                whole for alias in node.names if _is_module(whole := f"{node.module}.{alias.name}")
            ]
        elif isinstance(node, ast.Import):
            found += [alias.name for alias in node.names if alias.name.startswith("tasks.")]
    return found


@cache
def _is_module(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def _constants(tree: ast.AST) -> set[str]:
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {node.value for node in nodes if isinstance(node.value, str)}
