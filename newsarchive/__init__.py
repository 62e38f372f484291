"""newsarchive: own a complete, checkable, searchable record of a Vietnamese party-news site.

The public names are `extract` and `Article`; they are loaded on first use, so that importing a single
room (for instance `newsarchive.dates`) costs nothing else.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsarchive.extraction import extract
    from newsarchive.model.article import Article

__version__ = "0.1.0"
__all__ = ["Article", "extract"]


def __getattr__(name: str) -> Any:
    if name == "extract":
        from newsarchive.extraction import extract

        return extract
    if name == "Article":
        from newsarchive.model.article import Article

        return Article
    raise AttributeError(f"module 'newsarchive' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
