"""Sphinx extension: the symptom index.

The page symptoms.md ends with the entries of symptoms.toml, each a section with the
anchor ``sym-SLUG``.  tests/claims/test_symptoms.py runs their scripts and compares the texts.
"""

import ast
import asyncio
import builtins
import dataclasses
import json
import re
from itertools import groupby
from pathlib import Path

from .chapter import CODE, entries, name_of
from .needs import NAMES

DATA = Path(__file__).parents[1] / "symptoms.toml"


@dataclasses.dataclass
class Fault:
    """A script, and what it prints: {"3.11-3.13, 3.14*": text}; ``*`` is recorded, not run.

    *needs* are libraries of `make world`, and postgresql: the script runs under the Python that has them.
    """

    script: str
    text: dict[str, str]
    needs: list[str] = dataclasses.field(default_factory=list)

    @property
    def labels(self) -> list[str]:
        """The headings of the texts."""
        return [", ".join([label(key), *(NAMES.get(need, need) for need in self.needs)]) for key in self.text]

    def expected(self, version: tuple[int, int]) -> tuple[str, str]:
        """The versions and the text for a Python; one newer than all has the last text."""
        found = [key for key in self.text if version in dict(versions(key))]
        key = found[0] if found else max(self.text, key=lambda key: versions(key)[-1])
        return key, self.text[key]


@dataclasses.dataclass
class Symptom:
    """One entry of the index; all texts are MyST."""

    slug: str
    title: str
    when: str
    cause: str
    cure: str
    section: list[str]
    fault: list[Fault]
    says: list[str] = dataclasses.field(default_factory=list)

    @property
    def anchor(self) -> str:
        return f"sym-{self.slug}"


def read(path: Path = DATA) -> list[Symptom]:
    """The entries, in the order of the file.

    Raises ValueError, with file:line, where it is not TOML, and where a key is unknown or missing.
    """
    found = []
    for entry, place in entries(path, "symptom"):
        try:
            found.append(Symptom(**entry | {"fault": [Fault(**fault) for fault in entry["fault"]]}))
        except KeyError as error:
            raise ValueError(f"{place}: this symptom has no {error.args[0]}") from None
        except TypeError as error:  # as in: Symptom.__init__() got an unexpected keyword argument 'slugg'
            raise ValueError(f"{place}: this symptom cannot be read: {str(error).partition('() ')[2] or error}") from None
    if not found:
        raise ValueError(f"{name_of(path)}:1: no [[symptom]] is in this file")
    return found


def versions(key: str) -> list[tuple[tuple[int, int], bool]]:
    """The Pythons of a text, each with whether it was run: "3.11-3.12, 3.14*"."""
    found = []
    for first, last, star in re.findall(r"3\.(\d+)(?:-3\.(\d+))?(\*?)", key):
        found += [((3, n), not star) for n in range(int(first), int(last or first) + 1)]
    return found


def label(key: str) -> str:
    """The heading of a text: Python 3.11 to 3.13, 3.14 (recorded)."""
    return "Python " + key.replace("-", " to ").replace("*", " (recorded)")


def quoted(symptom: Symptom) -> list[re.Pattern]:
    """The messages that a title quotes; … stands for what varies."""
    quotes = re.findall("`(.+?)`", symptom.title) if symptom.title.startswith("`") else []
    return [re.compile(".*".join(map(re.escape, quote.split("…")))) for quote in quotes]


# An error's type, as it is printed.
ERROR = r"(?:\w+\.)*\w*(?:Error|Exception|Group|Warning|gaierror|QueueEmpty|QueueFull|QueueShutDown|ProcessPool)"
TYPES = "|".join(["function", "generator", "lock", "NoneType", "Mock", *(
    name for module in (builtins, asyncio) for name, value in vars(module).items() if isinstance(value, type))])


def own_words(script: str) -> tuple[set[str], set[str]]:
    """What a script's author chose: names, with attributes that are not asyncio's; texts and numbers."""
    names, values = set(), set()
    for node in ast.walk(ast.parse(script)):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                names.add(name)
            case ast.Attribute(attr=name) if not hasattr(asyncio, name):
                names.add(name)
            case ast.Constant(value=str() | int() | float() as value) if value != "":
                values.add(str(value).strip())
    return names, values


def pattern(line: str, script: str, title: str) -> str:
    """The words of a message, with * where the reader has other names; "" if too few are left.

    Names and types vary where they are quoted, are called or stand in <…>, but for those
    that the title has too; values vary everywhere.  An error without a message is its type
    alone, after "="; with a * behind it, where the title has the type, and the message is of the reader's
    own words.  errors.js compares.
    """
    names, values = own_words(script)
    if re.match(r"Exception in (?:thread |callback \w+\(\) at )|handle: ", line):
        return ""  # what failed is said below
    if re.fullmatch(ERROR + ":?", line):
        return "=" + line.rstrip(":").lower().rpartition(".")[2]
    kind, _, message = line.partition(": ")
    if message in values and f"`{kind}`" in title:
        return "=" + kind.lower().rpartition(".")[2] + " *"
    any_of = lambda texts: "|".join(map(re.escape, sorted(texts, key=len, reverse=True))) or "(?!)"  # noqa: E731
    line = re.sub(rf"^.*?(?<![\w.]){ERROR}: ", "", line)
    line = re.sub(rf"(?<!\w)(?:{any_of(values)})(?!\w)", "…", line)
    own = any_of(names)
    line = re.sub(rf"'(?:[\w.]+\.)?(?:{TYPES}|{own})'|(?<=attribute )'\w+'|'[^']*\.py'|'[\w.]+<locals>[\w.<>]+'|\b(?:{own})\(\)",
                  lambda match: match[0] if match[0] in title else "…", line)
    line = re.sub(r"(?<=\d )\([\w ]+\)", "…", line)  # the words of a number: 1000 (OK)
    line = re.sub(rf"(?<=object )(?:{TYPES})(?= )|(?<= got )\w+$|(?<=__: )\w+$|\w*\d\w*", "…", line)
    line = re.sub("<.*>", lambda match: re.sub(rf"\b(?:{own})\b", "…", match[0]), line)
    outside = re.sub(r"<.*>", "…", line)
    line = outside if len(re.findall(r"\w+", outside)) > 1 else line
    line = re.sub(r"(?<=\w) \[.*\]$", "", line)  # a library's text around another's
    words = ["*" if word == "…" else word for word in re.findall(r"\w+|…", line.lower())][:16]
    text = re.sub(r"\*(?: \*)+", "*", " ".join(words)).strip("* ")
    return text if " " in text else ""


def messages(symptom: Symptom) -> list[tuple[str, str, bool]]:
    """The messages of an entry: (line, script, whether the title quotes it).

    Where the title quotes a line of a text, the text's other lines belong to other entries.
    """
    found = []
    for fault in symptom.fault:
        for text in fault.text.values():
            lines = [line for line in text.splitlines() if line.strip() and not line.startswith((" ", "\t"))]
            named = [line for line in lines if any(quote.search(line) for quote in quoted(symptom))]
            found += [(line, fault.script, bool(named)) for line in named or lines]
    return found


def patterns(symptoms: list[Symptom]) -> dict[str, dict]:
    """The patterns of all messages, {anchor: {"title": text, "patterns": [text], "says": [word]}}.

    A message that several entries show belongs to the one whose title quotes it.
    """
    owner = {}
    for symptom in symptoms:
        for line, script, named in messages(symptom):
            text = pattern(line, script, symptom.title)
            if text and (text not in owner or named > owner[text][1]):
                owner[text] = symptom.anchor, named
    return {symptom.anchor: {"title": symptom.title.replace("`", ""),
                             "patterns": [*(text for text, (anchor, _) in owner.items() if anchor == symptom.anchor),
                                          *(text for text in symptom.says if " " in text)],
                             "says": [text for text in symptom.says if " " not in text]}
            for symptom in symptoms}


def section(symptom: Symptom) -> str:
    """The section of one entry, as MyST."""
    lines = [f"({symptom.anchor})=", f"## {symptom.title}", ""]
    for headings, faults in groupby(symptom.fault, key=lambda fault: fault.labels):
        lines += [":::{list-table}", ":header-rows: 1", ":class: symptom",
                  ":widths: " + " ".join(["1"] * len(headings)), "", *row(headings)]
        for fault in faults:
            lines += row([f"```text\n{text.strip()}\n```" for text in fault.text.values()])
        lines += [":::", ""]
    for name in ("when", "cause", "cure"):
        lines += [f"**{name.capitalize()}**", ": " + getattr(symptom, name).strip().replace("\n", "\n  "), ""]
    explained = [f"[](<{page}>)" + ": " * bool(links) + ", ".join(f"[](<{link}>)" for link in links)
                 for page, links in by_chapter(symptom.section).items()]
    lines += ["**Explained in**", ": " + "; ".join(explained), ""]
    lines += ["::::{dropdown} " + ("The script" if len(symptom.fault) == 1 else "The scripts, in the same order"),
              ":class-container: fault", ""]
    for fault in symptom.fault:
        lines += ["```python", fault.script.strip(), "```", ""]
    return "\n".join([*lines, "::::", ""])


def by_chapter(links: list[str]) -> dict[str, list[str]]:
    """The links to sections, for each chapter; what is no section of one stands for itself, with none."""
    found = {}
    for link in links:
        pages = [path.parent.name for path in CODE.glob("*/sections.json")
                 if link.removeprefix("#") in json.loads(path.read_text(encoding="utf-8"))]
        found.setdefault(f"{pages[0]}.md" if pages else link, []).extend([link] * bool(pages))
    return found


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
