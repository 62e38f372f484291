"""What only the archive can remark on a visit."""

from datetime import UTC, datetime

import pytest

from newsarchive.archive.settle import _remarks
from newsarchive.model.crawl import Link, PageRef, Visit

NOW = datetime(2024, 7, 27, tzinfo=UTC)
PAGE = PageRef(id=1, site="s", url="https://a.vn/cu-1491917573", kind="article", source_id="1491917573")


@pytest.mark.parametrize(("target", "codes"), [("1491917573", ["moved"]), ("1491917574", []), (None, [])])
def test_an_article_under_a_new_address_is_told(target: str | None, codes: list[str]) -> None:
    link = Link(url="https://a.vn/moi-1491917573", kind="article", source_id=target)
    visit = Visit(page=PAGE, outcome="redirect", at=NOW, links=(link,))
    assert [finding.code for finding in _remarks(visit, "none", replaced=False)] == codes


def test_an_address_that_leads_to_another_article_is_told() -> None:
    link = Link(url="https://a.vn/khac-1491917574", kind="article", source_id="1491917574")
    visit = Visit(page=PAGE, outcome="redirect", at=NOW, links=(link,))
    (told,) = _remarks(visit, "none", replaced=True)
    assert told.code == "moved" and link.url in told.message
