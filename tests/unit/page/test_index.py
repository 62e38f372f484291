"""The index gives what the XPath gives, for every plain selector of the platforms, on every fixture."""

from pathlib import Path

import pytest
from lxml import etree

from newsarchive.page.index import ElementIndex, steps_of
from newsarchive.page.platforms.catalogue import PLATFORMS
from newsarchive.page.selectors import select

FIXTURES = Path(__file__).parents[2] / "fixtures"
SELECTORS = sorted(
    {
        selector
        for platform in PLATFORMS
        for name in dir(platform.page)
        if name.endswith("_at")
        for selector in getattr(platform.page, name)
    }
    | {
        "div",
        "p.a.b",
        "ul li a",
        "a[href]",
        "body > *",
        "[class='x y']",
        '[data-a="b c"]',
        "h1#t.title",
        ".a > .b .c",
    }
)
PAGE = """<html><body class="a"><div class="a b"><div class="b"><p class="a b c" data-a="b c">1</p><p class="c">2</p>
</div><ul><li><a href="#">3</a></li></ul></div><h1 id="t" class="title">4</h1><div class="x y">5</div></body></html>"""


def tree(html: bytes) -> etree._Element:
    return etree.fromstring(html, etree.HTMLParser(encoding="utf-8"))


def same(root: etree._Element) -> int:
    """How many selectors the index answered, each as the XPath does."""
    index, answered = ElementIndex(root), 0
    for selector in SELECTORS:
        found = index.lookup(selector)
        if found is not None:
            assert found == select(root, selector), selector
            answered += 1
    return answered


def test_most_selectors_are_plain() -> None:
    assert same(tree(PAGE.encode())) > 0.85 * len(SELECTORS)


@pytest.mark.parametrize(
    "path", sorted(FIXTURES.glob("*/*/page.html"))[::7], ids=lambda path: path.parent.name
)
def test_same_answers_on_pages(path: Path) -> None:
    assert same(tree(path.read_bytes()))


@pytest.mark.parametrize(
    "selector", ["//p", "p:first-child", "a::attr(href)", "p + p", "(//p)[1]", "", "*", "a[href^=x]", "p,q"]
)
def test_the_rest_is_left_to_xpath(selector: str) -> None:
    assert steps_of(selector) is None
