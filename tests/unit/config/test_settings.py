"""What a crawl does without: the parts of Scrapy that its settings switch off are not loaded, and nothing else."""

import pytest
from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.settings import Settings, default_settings
from scrapy.statscollectors import MemoryStatsCollector
from scrapy.utils.misc import build_from_crawler, load_object

from newsarchive import settings as ours

SCRAPYS = default_settings.DOWNLOADER_MIDDLEWARES_BASE | default_settings.EXTENSIONS_BASE
LOADED = ours.DOWNLOADER_MIDDLEWARES_BASE | ours.EXTENSIONS_BASE


def test_servers_and_caches_of_scrapy_are_not_loaded() -> None:
    left_out = {name.rsplit(".", 1)[1] for name in SCRAPYS.keys() - LOADED.keys()}
    assert left_out >= {"RemoteControl", "TelnetConsole", "CookiesMiddleware", "HttpCacheMiddleware"}


@pytest.mark.parametrize("name", sorted(SCRAPYS.keys() - LOADED.keys()))
def test_what_is_left_out_would_refuse_to_work(name: str) -> None:
    settings = Settings()
    settings.setmodule(ours)
    crawler = Crawler(Spider, settings)
    crawler.stats = MemoryStatsCollector(crawler)
    with pytest.raises(NotConfigured):
        build_from_crawler(load_object(name), crawler)
