"""The manifest: of what the parts in ``data/processed`` were made, and what they are known by.

It is written last. It only ever saves work: whatever it says is compared with what lies there, and no path
in it is followed.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from cchc_analysis.dataset import outputs
from cchc_analysis.dataset.raw import RawFile, Stamp

NAME = "_manifest.json"
FINDINGS = "_findings.parquet"
_FORMAT = 2

#: An index and a year.
Part = tuple[str, int]


@dataclass(slots=True)
class Manifest:
    """What a build made, and of what.

    Attributes
    ----------
    reader : str
        What read the workbooks.
    files : dict
        By place, the stamp and the key of each workbook.
    died : list of str
        The places of those that the reader did not survive.
    parts : list of dict
        Each with ``index``, ``year``, what it is made of, its seal, the groups of units in it, and its findings
        across files and years.
    findings : dict
        The seal of the findings.
    """

    reader: str = ""
    files: dict[str, tuple[Stamp, str]] = field(default_factory=dict)
    died: list[str] = field(default_factory=list)
    parts: list[dict[str, Any]] = field(default_factory=list)
    findings: dict[str, Any] = field(default_factory=dict)

    def of_part(self, part: Part) -> dict[str, Any]:
        """Return what is known of a part; nothing, where there was none."""
        return next((p for p in self.parts if (p["index"], p["year"]) == part), {})

    def differs(self, files: list[RawFile], reader: str) -> list[str]:
        """Return the places of workbooks that are new, changed or gone since."""
        if reader != self.reader:
            return [file.place for file in files]
        changed = [f.place for f in files if self.files.get(f.place, ([], ""))[0] != f.stamp]
        return changed + sorted(set(self.files) - {file.place for file in files})

    def harmed(self, processed: Path) -> list[Path]:
        """Return the outputs that are missing, damaged, of a build that was stopped, or too many."""
        ours = {path_of(processed, part_of(p)): p for p in self.parts}
        wrong = [path for path, part in ours.items() if not outputs.is_sealed(path, part)]
        wrong += [path for path in outputs.part_files(processed) if path not in ours]
        findings = processed / FINDINGS
        return wrong + ([] if outputs.is_sealed(findings, self.findings) else [findings])

    def write(self, processed: Path) -> None:
        """Write the manifest, with its own hash."""
        body = {name: getattr(self, name) for name in self.__slots__}
        words = json.dumps({"format": _FORMAT, "digest": _digest(body), "body": body})
        outputs.put(processed / NAME, words.encode())


def read_manifest(processed: Path) -> Manifest | None:
    """Return the manifest; an empty one where there is none yet, None where it is damaged."""
    try:
        words = json.loads((processed / NAME).read_bytes())
        if isinstance(words, dict) and "format" not in words and "folders" in words:
            return Manifest()  # of a former version of this package
        if words["format"] == _FORMAT and words["digest"] == _digest(words["body"]):
            body = words["body"]
            body["files"] = {place: (stamp, key) for place, (stamp, key) in body["files"].items()}
            return Manifest(**body)
    except FileNotFoundError:
        return None if any(outputs.part_files(processed)) else Manifest()
    except Exception:  # whatever the garbage provokes
        return None
    return None


def part_of(record: dict[str, Any]) -> Part:
    """Return which part is meant."""
    return record["index"], record["year"]


def place_of(part: Part) -> str:
    """Return the folder of a part, as every reader of partitioned Parquet expects it.

    Examples
    --------
    >>> place_of(("PAR", 2024))
    'index=PAR/year=2024'
    """
    return f"index={quote(part[0], safe='')}/year={int(part[1])}"


def path_of(processed: Path, part: Part) -> Path:
    """Return where a part lies."""
    return processed / place_of(part) / "scores.parquet"


def _digest(body: object) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
