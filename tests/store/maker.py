"""WARC files as other programs write them, and what tests of `import` share."""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newsarchive.archive.intake import Imported, import_files
from newsarchive.sites import spider_for
from tests.store.archive_builder import query, sample_page, sample_site

SITE = spider_for("thanhuytphcm").site
AT = datetime(2026, 8, 1, tzinfo=UTC)


class Maker:
    """Writes WARC files as other programs do."""

    def __init__(self, path: Path, *, gzip: bool = True, version: str = "1.0") -> None:
        self.path = path
        self._file = path.open("wb")
        self._writer = WARCWriter(self._file, gzip=gzip, warc_version=version)

    def warcinfo(self) -> None:
        record = self._writer.create_warcinfo_record(self.path.name, {"software": "other/1.0"})
        self._writer.write_record(record)

    def page(
        self,
        url: str,
        body: bytes,
        date: str,
        *,
        kind: str = "response",
        type: str = "text/html; charset=utf-8",
        record_digest: str | None = None,
        **headers: str,
    ) -> Any:
        lines = list(({"Content-Type": type} | _of_response(headers)).items())
        http = StatusAndHeaders("200 OK", lines, protocol="HTTP/1.1") if kind == "response" else None
        record = self._writer.create_warc_record(
            url,
            kind,
            payload=io.BytesIO(body),
            length=len(body),
            http_headers=http,
            warc_headers_dict={"WARC-Date": date}
            | ({"WARC-Payload-Digest": record_digest} if record_digest else {})
            | _of_record(headers),
            warc_content_type="" if http else "text/html",
        )
        self._writer.write_record(record)
        return record

    def revisit(self, url: str, of: Any, date: str) -> None:
        record = self._writer.create_revisit_record(
            url,
            of.rec_headers.get_header("WARC-Payload-Digest"),
            of.rec_headers.get_header("WARC-Target-URI"),
            of.rec_headers.get_header("WARC-Date"),
            http_headers=StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": date},
        )
        self._writer.write_record(record)

    def bare_revisit(self, url: str, digest: str | None, date: str, **headers: str) -> None:
        """As WARC/1.0 has them: it names a payload by its digest alone; `headers` of the record and of the response."""
        lines = {"Content-Type": "text/html"} | _of_response(headers)
        record = self._writer.create_warc_record(
            url,
            "revisit",
            payload=io.BytesIO(b""),
            length=0,
            http_headers=StatusAndHeaders("200 OK", list(lines.items()), protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": date}
            | ({"WARC-Payload-Digest": digest} if digest else {})
            | _of_record(headers),
        )
        self._writer.write_record(record)

    def close(self) -> Path:
        self._file.close()
        return self.path


def _of_response(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items() if not name.startswith("WARC")}


def _of_record(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items() if name.startswith("WARC")}


def some_pages(count: int) -> list[tuple[str, bytes]]:
    site = sample_site()
    return [sample_page(site, article.id) for article in site.standing()[:count]]


def bring(db: Path, *files: Path, **options: Any) -> list[Imported]:
    return import_files(db, files, at=AT, **options)


def everything(db: Path) -> list[list[tuple[object, ...]]]:
    tables = ("sites", "pages", "warc_files", "snapshots", "articles", "revisions", "photos", "findings")
    return [query(db, f"SELECT * FROM {table}") for table in tables]
