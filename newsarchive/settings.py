"""The only Scrapy settings: a polite, honest crawl into the archive. Site files may set their own on top.

Every value that differs from Scrapy's default says why.
"""

import os

from newsarchive import __version__

BOT_NAME = "newsarchive"
SPIDER_MODULES = ["spiders"]
NEWSPIDER_MODULE = "spiders"

# --- where things go ---
NEWSARCHIVE_DB = os.environ.get("NEWSARCHIVE_DB", "data/archive.db")
NEWSARCHIVE_ORIGIN = ""
NEWSARCHIVE_CONTACT = os.environ.get("NEWSARCHIVE_CONTACT", "set NEWSARCHIVE_CONTACT to your e-mail address")
NEWSARCHIVE_PHOTOS = True
NEWSARCHIVE_RETRY_SECONDS = 5.0

# --- an honest client ---
USER_AGENT = f"newsarchive/{__version__} (web archive; contact: {NEWSARCHIVE_CONTACT})"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "vi",
    # Codings that every WARC reader can take off again.
    "Accept-Encoding": "gzip, deflate",
}
COOKIES_ENABLED = False  # a page must say the same to everybody
REFERRER_POLICY = "no-referrer"

# --- a polite one ---
ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS = 16
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0  # a delay is a promise: never shorter than it says
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_MAX_DELAY = 60.0
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0

# --- a careful one ---
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_TIMEOUT = 60
DOWNLOAD_MAXSIZE = 32 * 1024 * 1024  # bytes, after decompression too; Scrapy's default is 1 GiB
DOWNLOAD_WARNSIZE = 8 * 1024 * 1024
TWISTED_DNS_RESOLVER = "newsarchive.fetch.guard.GuardedResolver"
DOWNLOAD_HANDLERS = {
    "http": "newsarchive.fetch.handler.ArchiveDownloadHandler",
    "https": "newsarchive.fetch.handler.ArchiveDownloadHandler",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

# --- state lives in the archive, not in memory ---
SCHEDULER = "newsarchive.frontier.scheduler.PagesScheduler"
NEWSARCHIVE_SESSION = "newsarchive.frontier.session.open_session"
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # `pages.url` is unique already
RETRY_ENABLED = False  # retries are rows with a time
METAREFRESH_ENABLED = False
HTTPCACHE_ENABLED = False
DOWNLOADER_MIDDLEWARES = {
    # Above 600 to see redirects, below 900 as Scrapy's own cache: bodies are still compressed here.
    "newsarchive.fetch.capture.SnapshotMiddleware": 850,
}
ITEM_PIPELINES = {
    "newsarchive.pipelines.steps.ReadPipeline": 100,
    "newsarchive.pipelines.steps.NormalisePipeline": 200,
    "newsarchive.pipelines.steps.DatesPipeline": 300,
    "newsarchive.pipelines.steps.ChecksPipeline": 400,
    "newsarchive.pipelines.steps.StorePipeline": 500,
}
EXTENSIONS = {"newsarchive.fetch.politeness.CrawlDelay": 100}
CONCURRENT_ITEMS = 8  # the default of 100 starts 100 tasks for every response

# --- logs ---
LOG_LEVEL = "INFO"
LOG_SHORT_NAMES = True
LOGSTATS_INTERVAL = 60.0
FEED_EXPORT_ENCODING = "utf-8"
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
