"""A small archive made by hand: runs and articles with just what the reports look at."""

import sqlite3
import weakref
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from newsarchive.store.connect import open_writer

SITE = "baolang"
VIETNAM_OFFSET = timedelta(hours=7)


def at(text: str) -> datetime:
    """A moment of Vietnam's clock: "2024-03-04" (09:00) or "2024-03-04T15:00"."""
    moment = datetime.fromisoformat(text if "T" in text else f"{text}T09:00")
    return (moment - VIETNAM_OFFSET).replace(tzinfo=UTC)


def stored(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


class HandMade:
    """Writes rows straight into the tables."""

    def __init__(self, path: Path, site: str = SITE) -> None:
        self.path, self.site = path, site
        self.db: sqlite3.Connection = open_writer(path)
        weakref.finalize(self, self.db.close)
        self.db.execute("BEGIN")
        self.db.execute("INSERT INTO sites VALUES (?, ?, ?)", (site, "Báo Làng", "https://lang.example.vn"))
        self.db.execute("INSERT INTO warc_files (path, bytes) VALUES ('warc/a.warc.gz', 1000)")
        self.count = 0
        self.run_id = 0

    def run(self, moment: datetime, outcome: str = "finished", exit_code: int = 0, **columns: Any) -> int:
        names = ["site", "started_at", "finished_at", "outcome", "exit_code", "version", *columns]
        values = [
            self.site,
            stored(moment),
            stored(moment + timedelta(minutes=5)),
            outcome,
            exit_code,
            "0",
            *columns.values(),
        ]
        marks = ", ".join("?" * len(names))
        cursor = self.db.execute(f"INSERT INTO runs ({', '.join(names)}) VALUES ({marks})", values)
        self.run_id = int(cursor.lastrowid or 0)
        return self.run_id

    def page(self, kind: str = "article", state: str = "fetched", **columns: Any) -> int:
        self.count += 1
        row = {"site": self.site, "url": f"https://lang.example.vn/{kind}/{self.count}", "kind": kind, "state": state,
               "discovered_at": "2024-01-01T00:00:00Z"} | columns  # fmt: skip
        marks = ", ".join("?" * len(row))
        cursor = self.db.execute(f"INSERT INTO pages ({', '.join(row)}) VALUES ({marks})", list(row.values()))
        return int(cursor.lastrowid or 0)

    def snapshot(self, moment: datetime, page: int | None = None) -> int:
        self.count += 1
        cursor = self.db.execute(
            "INSERT INTO snapshots (page_id, url, fetched_at, status, sha256, bytes, warc_file, warc_offset,"
            " warc_length, run_id) VALUES (?, 'https://lang.example.vn/x', ?, 200, 'x', 1, 'warc/a.warc.gz', ?, 1, ?)",
            (page, stored(moment), self.count, self.run_id or None),
        )
        return int(cursor.lastrowid or 0)

    def article(self, moment: datetime, photos: int = 1, captions: int | None = None, **columns: Any) -> int:
        page = self.page()
        snapshot = self.snapshot(moment, page)
        row: dict[str, Any] = {
            "site": self.site, "source_id": f"{self.count}", "url": f"https://lang.example.vn/{self.count}",
            "title": f"Phường tổ chức hội nghị lần thứ {self.count}", "lead": "Sáng nay, phường họp.",
            "body": "Nội dung. " * (40 + self.count % 7), "byline": "Lan Anh", "section": "Tin tức",
            "published_at": f"{(moment + VIETNAM_OFFSET):%Y-%m-%d}", "published_precision": "day",
            "published_source": "printed", "layout": "2023", "extractor": "x", "first_seen_at": stored(moment),
            "last_seen_at": stored(moment), "snapshot_id": snapshot,
        } | columns  # fmt: skip
        marks = ", ".join("?" * len(row))
        cursor = self.db.execute(
            f"INSERT INTO articles ({', '.join(row)}) VALUES ({marks})", list(row.values())
        )
        article = int(cursor.lastrowid or 0)
        for position in range(photos):
            caption = "Hội nghị." if captions is None or position < captions else None
            self.db.execute(
                "INSERT INTO photos (article_id, position, url, caption) VALUES (?, ?, ?, ?)",
                (article, position, f"https://lang.example.vn/{article}-{position}.jpg", caption),
            )
        return article

    def days(self, first: str, count: int, per_day: int = 6, **columns: Any) -> datetime:
        """Whole days with a run at 9 and articles in it; gives the morning after."""
        morning = at(first)
        for day in range(count):
            moment = morning + timedelta(days=day)
            self.run(moment)
            for number in range(per_day):
                self.article(moment + timedelta(seconds=number), **columns)
        return morning + timedelta(days=count)

    def commit_and_rest(self) -> None:
        """Show the rows to other connections, and let them write."""
        self.db.execute("COMMIT")

    def resume(self) -> None:
        self.db.execute("BEGIN")

    def finding(self, code: str, severity: str, message: str) -> None:
        self.db.execute(
            "INSERT INTO findings (run_id, page_id, code, severity, message, first_at, last_at)"
            " VALUES (?, ?, ?, ?, ?, '2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z')",
            (self.run_id, self.page(), code, severity, message),
        )

    def close(self) -> None:
        self.db.close()
