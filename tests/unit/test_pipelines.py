"""The first pipeline takes items of any kind."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
import scrapy

from newsarchive.model.crawl import PageRef, Visit
from newsarchive.pipelines import steps

NOW = datetime(2024, 7, 27, tzinfo=UTC)
FIELDS: dict[str, Any] = {
    "page": PageRef(id=1, site="s", url="https://a.vn/1", kind="article"),
    "outcome": "missing",
    "at": NOW,
}


class VisitItem(scrapy.Item):
    page, outcome, at = scrapy.Field(), scrapy.Field(), scrapy.Field()


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> steps.ReadPipeline:
    monkeypatch.setattr(steps, "open_session", lambda crawler: SimpleNamespace(site=None))
    return steps.ReadPipeline(SimpleNamespace(spider=None))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", [dict, VisitItem, Visit])
def test_visits_of_any_kind_become_visits(reader: steps.ReadPipeline, kind: Any) -> None:
    assert reader.process_item(kind(**FIELDS)) == Visit(**FIELDS)


def test_other_items_pass_untouched(reader: steps.ReadPipeline) -> None:
    item = {"title": "something else"}
    assert reader.process_item(item) is item
