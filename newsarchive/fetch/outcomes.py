"""What a response (or its absence) means for its page. Pure: builds `Visit`s."""

from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.http import Response

from newsarchive.errors import FetchError
from newsarchive.fetch.capture import SNAPSHOT_ID
from newsarchive.fetch.guard import RefusedAddress, refuse_unless_allowed
from newsarchive.fetch.handler import Postponed
from newsarchive.fetch.headers import header, retry_after
from newsarchive.fetch.links import PRIORITY
from newsarchive.model.crawl import Link, PageRef, Visit
from newsarchive.model.finding import Finding
from newsarchive.model.site import SiteSpec
from newsarchive.urls.identity import identify, is_on_site, is_photo_host

MAX_REDIRECTS = 5
RETRY_STATUSES = frozenset((408, 425, 429))
REDIRECT_STATUSES = frozenset((301, 302, 303, 307, 308))


class RobotsUnreadable(FetchError):
    """A host's robots.txt is there but cannot be had: nothing may be asked for until it can."""

    def __init__(self, message: str, *, url: str, retry_after: timedelta | None = None) -> None:
        super().__init__(message, url=url)
        self.retry_after = retry_after


def is_passing(status: int) -> bool:
    """Whether an answer says "not now"."""
    return status in RETRY_STATUSES or status >= 500


def by_status(response: Response, page: PageRef, at: datetime) -> Visit | None:
    """The visit that the status alone decides; None where the body has to be read (200 and its like)."""
    status = response.status
    if status == 304 and not _is_conditional(response):
        return replace(failed(page, at, "HTTP 304 though nothing was known of it"), unanswered=True)
    if status == 304:
        return Visit(page=page, outcome="not-modified", at=at, etag=header(response, b"ETag"))
    base = Visit(page=page, outcome="failed", at=at, snapshot_id=response.meta.get(SNAPSHOT_ID))
    if status in REDIRECT_STATUSES:
        return replace(base, outcome="redirect")
    if status == 206:  # half a text would become an edit
        cut = failed(page, at, "HTTP 206, a part of it, though no part was asked for")
        return replace(cut, unanswered=True, snapshot_id=base.snapshot_id)
    if status == 410:
        return replace(base, outcome="gone", error="HTTP 410", unanswered=True)
    if status == 404:
        return replace(
            base, outcome="missing", error="HTTP 404", unanswered=True, findings=_note_dead(page, status)
        )
    if is_passing(status):
        return replace(
            base,
            error=f"HTTP {status}",
            unanswered=True,
            retry_after=retry_after(response, at),
            findings=_note_dead(page, status),
        )
    if status >= 400 or not 200 <= status < 300 or status == 204:
        return replace(
            base,
            outcome="skipped",
            error=f"HTTP {status}",
            unanswered=True,
            findings=_note_dead(page, status),
        )
    return None


def _is_conditional(response: Response) -> bool:
    """Whether the request let the server answer that nothing changed."""
    asked = response.request.headers if response.request is not None else {}
    return b"If-None-Match" in asked or b"If-Modified-Since" in asked


def redirect(visit: Visit, target: str, site: SiteSpec) -> Visit:
    """A redirect as a link to follow, or the reason why it is not followed. Nothing is asked for here."""
    page = visit.page
    if page.redirects >= MAX_REDIRECTS:
        return _refuse(visit, "redirect-loop", f"{page.url} redirects on and on (last to {target}).")
    try:
        refuse_unless_allowed(target, None)
        identity = identify(target, site)
    except (RefusedAddress, ValueError) as error:
        return _refuse(
            visit,
            "refused-address",
            f"{page.url} redirects to {target[:200]}, which is not followed: {error}",
        )
    if identity.url == page.url:
        return _refuse(visit, "redirect-loop", f"{page.url} redirects to itself.")
    known = is_photo_host(identity.url, site) if page.kind == "photo" else is_on_site(identity.url, site)
    if not known:
        return _refuse(visit, "off-site", f"{page.url} redirects to {identity.url}, outside of the site.")
    if page.kind == "article" and identity.kind != "article":
        note = Finding(
            code="soft-404", message=f"{page.url} redirects to {identity.url}, which is no article."
        )
        return replace(visit, outcome="missing", error="redirects away", findings=(note,), unanswered=True)
    kind = page.kind if identity.kind in (None, page.kind) else identity.kind
    link = Link(url=identity.url, kind=kind, source_id=identity.source_id, priority=PRIORITY[kind])
    is_astray = page.kind != "photo" and identity.kind != page.kind  # where all are sent while a site is down
    return replace(visit, outcome="redirect", links=(link,), unanswered=is_astray)


def redirect_to_nowhere(visit: Visit, status: int) -> Visit:
    """A redirect without an address (Location missing or empty)."""
    why = f"{visit.page.url} answered with HTTP {status}, a redirect, and did not say where to."
    return _refuse(visit, "http-error", why)


def photo(visit: Visit) -> Visit:
    """A photo, unless the server sent something else under its address."""
    assert visit.snapshot is not None
    kind = visit.snapshot.content_type.split(";")[0].strip().lower()
    if kind.startswith("image/") or kind in ("", "application/octet-stream", "binary/octet-stream"):
        return replace(visit, outcome="photo")
    note = Finding(code="http-error", message=f"{visit.page.url} is no picture but {kind}.")
    return replace(visit, outcome="skipped", error=f"no picture: {kind}", findings=(note,))


def refused(page: PageRef, at: datetime, code: str, why: str) -> Visit:
    """A page that must not be asked for."""
    return Visit(page=page, outcome="skipped", at=at, error=why, findings=(Finding(code=code, message=why),))


def without_response(page: PageRef, at: datetime, error: BaseException, snapshot_id: int | None) -> Visit:
    """What a request that brought no response to read means for its page."""
    text = str(error)
    if isinstance(error, Postponed):
        return Visit(page=page, outcome="postponed", at=at)
    if isinstance(error, RobotsUnreadable):
        return replace(failed(page, at, error.message), unanswered=True, retry_after=error.retry_after)
    if isinstance(error, RefusedAddress):
        return refused(page, at, "refused-address", error.message)
    if isinstance(error, IgnoreRequest) and "robots" in text.lower():
        return refused(page, at, "robots-denied", f"robots.txt forbids {page.url}.")
    if isinstance(error, DownloadCancelledError) or isinstance(error, IgnoreRequest) and "MAXSIZE" in text:
        why = f"{page.url} is larger than a page may be, as sent or when unpacked; it was not read."
        return replace(refused(page, at, "too-large", why), snapshot_id=snapshot_id)
    return replace(failed(page, at, explain(error)), unanswered=True, snapshot_id=snapshot_id)


def failed(page: PageRef, at: datetime, why: str) -> Visit:
    """No usable answer: to be tried again later."""
    note = Finding(code="fetch-failed", message=f"{page.url} could not be fetched: {why}.")
    return Visit(page=page, outcome="failed", at=at, error=why, findings=(note,))


def nothing_listed(visit: Visit) -> Visit:
    """A listing without an article or a way on."""
    note = Finding(code="empty-listing", message=f"{visit.page.url} lists nothing and leads nowhere.")
    return replace(visit, outcome="failed", error="it lists nothing", findings=(note,), unanswered=True)


def explain(error: BaseException) -> str:
    """One short phrase for a download error."""
    names = {
        "DownloadTimeoutError": "no answer in time",
        "ResponseDataLossError": "the answer was cut short",
        "DownloadConnectionRefusedError": "the connection was refused",
        "CannotResolveHostError": "its host name does not resolve",
        "DownloadFailedError": "the connection was cut off",
    }
    name = type(error).__name__
    detail = " ".join(str(error).split())[:200]
    return names.get(name) or (f"{name}: {detail}" if detail else name)


def _refuse(visit: Visit, code: str, why: str) -> Visit:
    """A redirect that is not followed; a host that is down may send every page there."""
    note = Finding(code=code, message=why)
    return replace(visit, outcome="skipped", error=why, findings=(note,), unanswered=True)


def _note_dead(page: PageRef, status: int) -> tuple[Finding, ...]:
    path = urlsplit(page.url).path
    return (Finding(code="http-error", message=f"{path} answered with HTTP {status}."),)
