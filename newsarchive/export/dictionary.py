"""The data dictionary that lies beside an export: what each of its columns holds."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from newsarchive.export.columns import KINDS, TABLES, Column
from newsarchive.export.csv import BOM
from newsarchive.export.target import replacing

HEADINGS = ("table", "column", "values", "meaning", "tiếng Việt")


def write_dictionary(target: Path, tables: Sequence[tuple[str, Sequence[Column]]]) -> None:
    """A CSV with one row a column, UTF-8 with BOM.

    Raises:
        StoreError: the target cannot be written.
    """
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(HEADINGS)
    for table, columns in tables:
        writer.writerows((table, c.name, KINDS[c.kind], c.meaning, c.vietnamese) for c in columns)
    with replacing(target) as file:
        file.write((BOM + lines.getvalue()).encode())


def markdown() -> str:
    """All tables for the documentation."""
    parts = []
    for table in TABLES.values():
        rows = "\n".join(f"| `{c.name}` | {c.kind} | {c.meaning} | {c.vietnamese} |" for c in table.columns)
        parts.append(
            f"### {table.name}\n\n| column | kind | meaning | tiếng Việt |\n|---|---|---|---|\n{rows}\n"
        )
    kinds = "\n".join(f"| {kind} | {values} |" for kind, values in KINDS.items())
    return "\n".join([*parts, f"### Kinds\n\n| kind | values |\n|---|---|\n{kinds}\n"])
