"""The only Scrapy settings: a polite, honest crawl into the archive. Site files may set their own on top.

Every value that differs from Scrapy's default says why.
"""

from scrapy.settings import default_settings

from newsarchive.config.load import load
from newsarchive.config.scrapy import site_settings

_config = load()

BOT_NAME = "newsarchive"
SPIDER_MODULES = ["spiders"]
COMMANDS_MODULE = "newsarchive.fetch.commands"
NEWSPIDER_MODULE = "spiders"

# --- where things go ---
NEWSARCHIVE_DB = str(_config.db)
NEWSARCHIVE_ORIGIN = ""
NEWSARCHIVE_CONTACT = _config.contact  # without one no real site is crawled
NEWSARCHIVE_DEMO = False  # a run of `newsarchive demo` says so in runs.arguments
NEWSARCHIVE_PHOTOS = _config.photos
NEWSARCHIVE_RETRY_SECONDS = 5.0
NEWSARCHIVE_PAGES_PER_DAY = _config.pages_per_day or 0  # 0 = no limit
NEWSARCHIVE_NIGHT_PAUSE = str(_config.night_pause or "")  # "22:00-05:00", Vietnam's clock
NEWSARCHIVE_SITES = site_settings(_config)  # what the settings file says of single sites

# --- an honest client ---
USER_AGENT = _config.user_agent
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
DOWNLOADER = "newsarchive.fetch.downloader.OneAtATimeDownloader"  # Scrapy's own lets several go at delay 0
CONCURRENT_REQUESTS = 16
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = _config.delay
DOWNLOAD_DELAY_JITTER = 0  # a delay is a promise: never shorter than it says
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = max(1.0, _config.delay)
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
HTTPPROXY_ENABLED = False  # the address guard must see who it talks to
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
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "newsarchive.fetch.politeness.CarefulRobots": 100,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    # Requests are made of rows of one site: none has another host, a password or a proxy.
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "newsarchive.fetch.politeness.RobotsRedirects": 600,
}
ITEM_PIPELINES = {
    "newsarchive.pipelines.steps.ReadPipeline": 100,
    "newsarchive.pipelines.steps.NormalisePipeline": 200,
    "newsarchive.pipelines.steps.DatesPipeline": 300,
    "newsarchive.pipelines.steps.ChecksPipeline": 400,
    "newsarchive.pipelines.steps.StorePipeline": 500,
}
EXTENSIONS = {"newsarchive.fetch.politeness.CrawlDelay": 100}
CONCURRENT_ITEMS = 1  # a response gives one item; the default of 100 starts 100 tasks for every response
# Depth, referer and start order are no business of a crawl whose state lives in `pages`; statuses are read by us.
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": None,
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
}
WARN_ON_GENERATOR_RETURN_VALUE = False  # it parses the source of `parse_page` for every tenth answer
DOWNLOADER_STATS = False  # it writes every response out anew to count its bytes

# --- not loaded at all ---
# What is switched off above and below; on Scrapy's own lists its import alone (aiohttp, requests) takes as long as
# that of the rest of Scrapy.
_OFF = {
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware",
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware",
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware",
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware",
    "scrapy.downloadermiddlewares.retry.RetryMiddleware",
    "scrapy.extensions.memdebug.MemoryDebugger",
    "scrapy.extensions.remote_control.RemoteControl",
    "scrapy.extensions.telnet.TelnetConsole",
}
DOWNLOADER_MIDDLEWARES_BASE = {
    name: order for name, order in default_settings.DOWNLOADER_MIDDLEWARES_BASE.items() if name not in _OFF
}
EXTENSIONS_BASE = {
    name: order for name, order in default_settings.EXTENSIONS_BASE.items() if name not in _OFF
}

# --- logs ---
LOG_LEVEL = "INFO"
LOG_SHORT_NAMES = True
LOGSTATS_INTERVAL = 60.0
FEED_EXPORT_ENCODING = "utf-8"
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
