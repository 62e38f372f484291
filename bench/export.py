"""CSV export of generated articles beside the sqlite3 shell asked for the same columns, and its peak memory.

    python bench/export.py [--articles 200000] [--db FILE]

Each is run in a process of its own, twice, the better time counts. The shell is the Debian package `sqlite3`; without
it only our own figures are printed. Peak memory is that of the export's process, at a tenth of the rows and at all.
"""

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from corpus import archive

from newsarchive.export.columns import article_columns
from newsarchive.export.csv import PEOPLE, RAW, write_csv
from newsarchive.export.source import Source
from newsarchive.store.connect import open_reader


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--db", type=Path)
    parser.add_argument("--one", choices=["people", "raw"], help=argparse.SUPPRESS)
    parser.add_argument("--rows", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        export_once(options.db, options.one, options.rows)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = archive(options.db or Path(folder) / "bench.db", options.articles)
        compare(path, options.articles, Path(folder))


def export_once(path: Path, kind: str, rows: int) -> None:
    """In the child: prints seconds, bytes, peak memory in MB."""
    with tempfile.TemporaryDirectory() as folder, closing(open_reader(path)) as connection:
        target = Path(folder) / "out.csv"
        source = Source(columns=article_columns(raw=kind == "raw"), limit=rows)
        started = time.perf_counter()
        write_csv(connection, target, source, dialect=RAW if kind == "raw" else PEOPLE)
        seconds = time.perf_counter() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(seconds, target.stat().st_size, peak)


def compare(path: Path, count: int, folder: Path) -> None:
    shell = shutil.which("sqlite3")
    if shell is None:
        print("the sqlite3 shell is not installed (Debian package sqlite3): no comparison")
    for kind in ("people", "raw"):
        _, _, small = child(path, kind, max(1, count // 10))
        seconds, size, peak = min(child(path, kind, count) for _ in range(2))
        print(f"csv {kind:<7}{count:>9,} rows {size / 1e6:>7.0f} MB {seconds:>7.2f} s", end="")
        print(f"  {size / 1e6 / seconds:>6.0f} MB/s  peak {peak:.0f} MB ({small:.0f} MB at a tenth)")
        if shell:
            theirs = min(ask_shell(shell, path, kind, folder) for _ in range(2))
            print(
                f"sqlite3 shell, same columns {theirs:>19.2f} s; speed of ours / shell: {theirs / seconds:.2f}"
            )


def child(path: Path, kind: str, rows: int) -> tuple[float, int, float]:
    command = [sys.executable, __file__, "--db", str(path), "--one", kind, "--rows", str(rows)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return float(answer[0]), int(answer[1]), float(answer[2])


def ask_shell(shell: str, path: Path, kind: str, folder: Path) -> float:
    columns = article_columns(raw=kind == "raw")
    sql = f"SELECT {', '.join(f'{c.sql} AS {c.name}' for c in columns)} FROM articles a ORDER BY a.id"
    with (folder / "shell.csv").open("wb") as out:
        started = time.perf_counter()
        subprocess.run([shell, "-readonly", "-csv", "-header", str(path), sql], stdout=out, check=True)
        return time.perf_counter() - started


if __name__ == "__main__":
    main()
