"""Grow a copy of the project to N chapters by copying its own, or shrink it: what costs per chapter is seen at sixteen.

``python bench/grow.py FOLDER N``: FOLDER is a copy; labels and the names of exercises get a number of their own.
A smaller copy loses its last chapters, the decks made of their slides, and the links that led there.
"""

import re
import shutil
import sys
from pathlib import Path


def renamed(text: str, names: list[str], end: str) -> str:
    """The text with *end* behind each of the names, where it is a label, a link to one, or an exercise."""
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"^\({re.escape(name)}\)=", f"({name}{end})=", text, flags=re.M)
        text = re.sub(rf"#{re.escape(name)}(?=[)>\s])", f"#{name}{end}", text)
        text = re.sub(rf"(exercises/\d+-{re.escape(name.removeprefix('ex-'))})(?=/)", rf"\g<1>{end}", text)
        text = re.sub(rf"(\{{exercise\}} ){re.escape(name.removeprefix('ex-'))}$", rf"\g<0>{end}", text, flags=re.M)
    return text


def labels(text: str) -> list[str]:
    """The labels of a page, those of its exercises too."""
    return re.findall(r"^\(([\w-]+)\)=", text, re.M) + [f"ex-{name}" for name in re.findall(r"\{exercise\} (\S+)", text)]


def shrink(root: Path, n: int) -> None:
    """Remove the chapters of the project in *root* behind the *n*th, and what is about them on other pages."""
    gone = sorted((root / "book").glob("[0-9]*.md"))[n:]
    lost = "|".join(re.escape(label) for path in gone for label in labels(path.read_text(encoding="utf-8")))
    for path in gone:
        path.unlink()
        shutil.rmtree(root / "code" / path.stem)
    if not lost:
        return
    names = "|".join(re.escape(path.stem[3:]) for path in gone)
    for path in root.glob("slides/*.md"):
        if re.search(rf"^:::\{{take\}} (?:{names})$", path.read_text(encoding="utf-8"), re.M):
            path.unlink()
    symptoms = root / "book/symptoms.toml"
    first, *entries = symptoms.read_text(encoding="utf-8").split("[[symptom]]\n")
    kept = [entry for entry in entries if not re.search(rf'^section = .*"#(?:{lost})"', entry, re.M)]
    symptoms.write_text("[[symptom]]\n".join([first, *kept]), encoding="utf-8")
    lost = "|".join([lost, *(f"sym-{slug}" for entry in entries if entry not in kept for slug in re.findall(r'^slug = "(.*)"', entry, re.M))])
    for path in [symptoms, *root.glob("book/*.md"), *root.glob("slides/*.md")]:
        text = re.sub(rf"```\{{part\}} .*\n(?::.*\n)*:from: (?:{names})\n(?::.*\n)*```\n", "", path.read_text(encoding="utf-8"))
        path.write_text(re.sub(rf"\[([^\]]*)\]\(#(?:{lost})\)", r"\1", text), encoding="utf-8")


def grow(root: Path, n: int) -> list[str]:
    """Add copies of its chapters to the project in *root* until it has *n*; returns the names of the new ones."""
    have, added = sorted((root / "book").glob("[0-9]*.md")), []
    shrink(root, n)
    for k in range(len(have), n):
        source, end = have[k % len(have)], f"-{k + 1}"
        text = source.read_text(encoding="utf-8")
        names = labels(text)
        name = f"{k + 1:02}{source.stem[2:]}{end}"
        (root / f"book/{name}.md").write_text(renamed(text, names, end), encoding="utf-8")
        shutil.copytree(root / "code" / source.stem, root / "code" / name, ignore=shutil.ignore_patterns("__pycache__"))
        for folder in (root / "code" / name / "exercises").glob("[0-9]*"):
            folder.rename(folder.with_name(folder.name + end))
        was, now = (f'from the chapter "{stem[3:].replace("-", " ")}".' for stem in (source.stem, name))
        for path in (root / "code" / name).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace(was, now), encoding="utf-8")
        added.append(name)
    return added


if __name__ == "__main__":
    grow(Path(sys.argv[1]), int(sys.argv[2]))
