"""Sphinx extension: the symptom index.

The page symptoms.md ends with the entries of symptoms.toml, each a section with the
anchor ``sym-NN``.  tests/claims/test_symptoms.py runs their scripts and compares the texts.
"""

import dataclasses
import json
import re
import tomllib
from itertools import groupby
from pathlib import Path

from .chapter import CODE

DATA = Path(__file__).parents[1] / "symptoms.toml"


@dataclasses.dataclass
class Fault:
    """A script, and what it prints: {"3.11-3.13, 3.14*": text}; ``*`` is recorded, not run."""

    script: str
    text: dict[str, str]

    def expected(self, version: tuple[int, int]) -> tuple[str, str]:
        """The versions and the text for a Python; one newer than all has the last text."""
        found = [key for key in self.text if version in dict(versions(key))]
        key = found[0] if found else max(self.text, key=lambda key: versions(key)[-1])
        return key, self.text[key]


@dataclasses.dataclass
class Symptom:
    """One entry of the index; all texts are MyST."""

    number: int
    title: str
    when: str
    cause: str
    cure: str
    section: list[str]
    fault: list[Fault]

    @property
    def anchor(self) -> str:
        return f"sym-{self.number:02}"


def read(path: Path = DATA) -> list[Symptom]:
    """The entries, in the order of the file.

    Raises ValueError where the file is not TOML, TypeError where a key is unknown or missing.
    """
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["symptom"]
    return [Symptom(**entry | {"fault": [Fault(**fault) for fault in entry["fault"]]})
            for entry in entries]


def versions(key: str) -> list[tuple[tuple[int, int], bool]]:
    """The Pythons of a text, each with whether it was run: "3.11-3.12, 3.14*"."""
    found = []
    for first, last, star in re.findall(r"3\.(\d+)(?:-3\.(\d+))?(\*?)", key):
        found += [((3, n), not star) for n in range(int(first), int(last or first) + 1)]
    return found


def label(key: str) -> str:
    """The heading of a text: Python 3.11 to 3.13, 3.14 (recorded)."""
    return "Python " + key.replace("-", " to ").replace("*", " (recorded)")


def section(symptom: Symptom) -> str:
    """The section of one entry, as MyST."""
    lines = [f"({symptom.anchor})=", f"## {symptom.title}", ""]
    for keys, faults in groupby(symptom.fault, key=lambda fault: list(fault.text)):
        lines += [":::{list-table}", ":header-rows: 1", ":class: symptom",
                  ":widths: " + " ".join(["1"] * len(keys)), "", *row([label(key) for key in keys])]
        for fault in faults:
            lines += row([f"```text\n{text.strip()}\n```" for text in fault.text.values()])
        lines += [":::", ""]
    for name in ("when", "cause", "cure"):
        lines += [f"**{name.capitalize()}**", ": " + getattr(symptom, name).strip().replace("\n", "\n  "), ""]
    lines += ["**Explained in**", ": " + ": ".join(f"[](<{link}>)" for link in with_chapters(symptom.section)), ""]
    lines += ["::::{dropdown} " + ("The script" if len(symptom.fault) == 1 else "The scripts, in the same order")]
    for fault in symptom.fault:
        lines += ["```python", fault.script.strip(), "```", ""]
    return "\n".join([*lines, "::::", ""])


def with_chapters(links: list[str]) -> list[str]:
    """The links to sections, each behind that to its chapter."""
    found = []
    for link in links:
        pages = [path.parent.name for path in CODE.glob("*/sections.json")
                 if link.removeprefix("#") in json.loads(path.read_text(encoding="utf-8"))]
        found += [f"{page}.md" for page in pages] + [link]
    return list(dict.fromkeys(found))


def row(cells: list[str]) -> list[str]:
    """A row of a list-table."""
    text = "".join("  - " + cell.replace("\n", "\n    ") + "\n" for cell in cells)
    return ["*" + text[1:].rstrip()]


def add_entries(app, docname, content):
    """Append the entries to the page: they are read as if they stood in its file."""
    if docname == "symptoms":
        for path in (DATA, *CODE.glob("*/sections.json")):
            app.env.note_dependency(str(path), docname=docname)
        content[0] += "\n" + "\n".join(map(section, read()))


def setup(app):
    app.connect("source-read", add_entries)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
