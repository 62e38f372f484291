"""Stored bytes to articles: what `reextract` and `import` share. No writing here."""

from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from newsarchive.errors import ArchiveError, StoreError
from newsarchive.extraction import extract_snapshot
from newsarchive.model.article import Article
from newsarchive.model.site import SiteSpec
from newsarchive.model.snapshot import Snapshot
from newsarchive.sites import page_class_for, specs
from newsarchive.store.rereading import Job, Place, Reread
from newsarchive.urls.identity import is_on_site, is_photo_host
from newsarchive.warc.reader import read_record


def read_job(base: Path, job: Job) -> Reread:
    """Read every snapshot of an article again. A snapshot that cannot be read gives its reason as text."""
    return Reread(
        job=job, articles={place.snapshot_id: _read_place(base, job, place) for place in job.places}
    )


def _read_place(base: Path, job: Job, place: Place) -> Article | str:
    try:
        return read_place(base, job, place)
    except ArchiveError as error:
        return error.message
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def read_place(base: Path, job: Job, place: Place, *, whole: bool = False) -> Article:
    """The article that one stored page tells.

    Raises:
        NotAnArticle: it is something else.
        StoreError: its record is damaged or too large, or it has to be `whole` and was cut short on its way.
    """
    site = specs().get(job.site)
    record = read_record(base, place.warc_file, place.warc_offset, place.warc_length)
    if whole and record.is_cut_short:
        raise StoreError("the answer was cut short")
    snapshot = Snapshot(
        url=on_site(place.url, site),
        fetched_at=datetime.fromisoformat(place.fetched_at),
        body=record.body,
        content_type=place.content_type or "",
        status=place.status,
    )
    return extract_snapshot(
        snapshot,
        site=site,
        page_class=page_class_for(site),
        stated=job.stated,
        clocks=job.clocks,
        source_id=job.source_id,
    )


def on_site(url: str, site: SiteSpec | None) -> str:
    """The site's own address of a page that was captured from a copy under another host."""
    if site is None or is_on_site(url, site) or is_photo_host(url, site):
        return url
    home, parts = urlsplit(site.home), urlsplit(url)
    return urlunsplit((home.scheme, home.netloc, parts.path, parts.query, ""))
