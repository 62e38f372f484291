"""Optional libraries of the exports, imported where they are used."""

import importlib
from typing import Any

from newsarchive.errors import ConfigError


def load(module: str, library: str) -> Any:
    """An optional module.

    Raises:
        ConfigError: it is not installed; the message says how to get it.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise ConfigError(
            f"This export needs {library}: install it with  pip install 'newsarchive[export]'.",
            setting="export",
            value=library,
        ) from error
