"""Selectors, compiled once: CSS as in parsel (`::text`, `::attr(name)` included), or XPath.

A selector that begins with `/`, `./`, `(` or `@` is XPath, anything else CSS. Classes are matched as tokens.
"""

from functools import lru_cache
from typing import TypeAlias

from lxml import etree
from parsel.csstranslator import HTMLTranslator

Node: TypeAlias = etree._Element
Match: TypeAlias = etree._Element | str

_TRANSLATOR = HTMLTranslator()
_XPATH_STARTS = ("/", "./", "(", "@", "descendant", "self::")


@lru_cache(maxsize=4096)
def compiled(selector: str) -> etree.XPath:
    """The selector as a compiled XPath.

    Raises:
        ValueError: the selector is neither valid CSS nor valid XPath.
    """
    try:
        xpath = selector if selector.startswith(_XPATH_STARTS) else _TRANSLATOR.css_to_xpath(selector)
        return etree.XPath(xpath, smart_strings=False)
    except (SyntaxError, etree.XPathSyntaxError) as error:
        raise ValueError(f"bad selector {selector!r}: {error}") from error


def select(root: Node, selector: str) -> list[Match]:
    """All matches under `root` in document order: elements, or strings for `::text` and `::attr()`."""
    found = compiled(selector)(root)
    return list(found) if isinstance(found, list) else [str(found)]
