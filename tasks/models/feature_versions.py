"""The feature version this code makes for each model; weights made for another are refused."""

from importlib import import_module

_STANDS = {
    "claims": ("tasks.models.claim_features", "FEATURES"),
    "names": ("tasks.text.tags", "FEATURES"),
    "quotes": ("tasks.text.quotes_signs", "FEATURES"),
    "roles": ("tasks.text.roles_features", "VERSION"),
    "stance": ("tasks.models.stance_model", "FEATURES"),
    "syntax": ("tasks.text.syntax", "FEATURES"),
    "topics": ("tasks.models.features", "FEATURES"),
    "vectors": ("tasks.models.vectors", "FEATURES"),
}


def feature_version(task: str) -> str | None:
    """The feature version of `task`; None where this code has no such model.

    >>> feature_version("horoscopes")
    """
    if task not in _STANDS:
        return None
    # By name, as some of these modules import the registry, and only the asked one is wanted.
    module, name = _STANDS[task]
    return str(getattr(import_module(module), name))
