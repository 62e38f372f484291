"""What a verification found."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Damage:
    """One thing that is not as it was stored, or (as a note) worth knowing.

    `code` is stable; `path` is relative to the database's folder, `offset` a byte in that file.
    """

    code: str
    message: str
    path: str | None = None
    offset: int | None = None
    snapshot_id: int | None = None

    def __str__(self) -> str:
        where = self.path or "database"
        return (
            f"{where} at byte {self.offset}: {self.message}"
            if self.offset is not None
            else f"{where}: {self.message}"
        )

    def to_dict(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "path": self.path,
            "offset": self.offset,
            "snapshot_id": self.snapshot_id,
            "message": self.message,
        }


@dataclass(slots=True)
class Report:
    """All that one verification found. `checked` counts files, records, rows and bytes that were looked at."""

    damages: list[Damage] = field(default_factory=list)
    notes: list[Damage] = field(default_factory=list)
    checked: Counter[str] = field(default_factory=Counter)

    @property
    def ok(self) -> bool:
        return not self.damages

    def damage(self, code: str, message: str, **where: Any) -> None:
        self.damages.append(Damage(code=code, message=message, **where))

    def note(self, code: str, message: str, **where: Any) -> None:
        self.notes.append(Damage(code=code, message=message, **where))

    def to_dict(self) -> dict[str, Any]:
        return {
            "ok": self.ok,
            "checked": dict(self.checked),
            "damages": [damage.to_dict() for damage in self.damages],
            "notes": [note.to_dict() for note in self.notes],
        }
