"""Every error this project raises on purpose, in one tree.

    ArchiveError
    ├── FetchError           url, status         retry or give up; the run goes on
    │   └── ChallengePage    a bot or login page came instead of the article
    ├── PageError            url, field          this snapshot cannot be read as an article
    │   ├── NotAnArticle     listing, video, e-paper: skip, counted
    │   └── DateError        text, reason        this text is not one printed date
    ├── StoreError           table, key          stop the run; nothing half-written
    │   └── InUse                                another process of ours is at work there: wait for it
    │       └── SiteLocked   site                another crawl of the site holds the lock
    └── ConfigError          setting, value      stop before the first request

Each message is one sentence that says what to do next; the command line prints just that.
"""


class ArchiveError(Exception):
    """Root of the tree. `str(error)` is one sentence for people."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class FetchError(ArchiveError):
    """A response could not be had. `status` is the HTTP status, or None where no response came."""

    def __init__(self, message: str, *, url: str, status: int | None = None) -> None:
        super().__init__(message)
        self.url = url
        self.status = status


class ChallengePage(FetchError):
    """A bot check or a login page came instead of the page that was asked for."""


class PageError(ArchiveError):
    """A snapshot cannot be read. `field` names the field at fault, None for the whole page."""

    def __init__(self, message: str, *, url: str = "", field: str | None = None) -> None:
        super().__init__(message)
        self.url = url
        self.field = field


class NotAnArticle(PageError):
    """The page is something else. `what` is a finding code such as "listing", "video", "soft-404"."""

    def __init__(self, message: str, *, what: str, url: str = "") -> None:
        super().__init__(message, url=url)
        self.what = what


class DateError(PageError):
    """A text is not one printed date. `reason` is a stable code, `text` the text as given."""

    def __init__(self, message: str, *, text: str = "", reason: str = "no-date") -> None:
        super().__init__(message, field="date")
        self.text = text
        self.reason = reason


class StoreError(ArchiveError):
    """The database cannot take or give a row. `table` and `key` say which, where known."""

    def __init__(self, message: str, *, table: str | None = None, key: object = None) -> None:
        super().__init__(message)
        self.table = table
        self.key = key


class InUse(StoreError):
    """Another process of this program is at work on the same thing: once it has ended, the same command can run."""


class SiteLocked(InUse):
    """Another crawl of `site` into this database is running."""

    def __init__(self, message: str, *, site: str) -> None:
        super().__init__(message, table="runs", key=site)
        self.site = site


class ConfigError(ArchiveError):
    """A wrong word on the command line, in a setting or in a site file."""

    def __init__(self, message: str, *, setting: str | None = None, value: object = None) -> None:
        super().__init__(message)
        self.setting = setting
        self.value = value
