"""Run the notebooks of the chapters as a reader does: ``python tests/support/notebooks.py [NUMBER ...]``, of all without a number.

Each in an unpacked zip of the site, in a kernel as JupyterLab starts it.  What it prints is compared with the page.
"""

import asyncio
import difflib
import os
import re
import sys
import tempfile
import zipfile
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))

import nbformat
from nbclient import NotebookClient

from book.tools import needs
from book.tools.chapter import Chapter, chapters
from book.tools.execute import tidy
from book.tools.notebook import KEY
from book.tools.scripts import environment, normalise
from tests.support import HERE, SITE


def unpack(chapter: Chapter, folder: Path) -> Path:
    """The notebook of a chapter in its unpacked zip, in a folder with a space in its name."""
    name = chapter.path.stem
    with zipfile.ZipFile(SITE / f"code/{name}.zip") as archive:
        archive.extractall(folder / "my downloads")
    return folder / "my downloads" / name / name / f"{name}.ipynb"


async def execute(path: Path):
    """Run all cells of a notebook, as *Run All Cells* does: it stops at an error that no tag allows."""
    nb = nbformat.read(path, 4)
    missing = any(needs.missing(re.findall(r"[\w.-]+", cell.metadata.get("needs", ""))) for cell in nb.cells)
    nb.cells = [cell for cell in nb.cells if not (missing and cell.metadata.get("needs"))]
    for cell in nb.cells:
        cell.pop("outputs", None) if cell.cell_type != "code" else cell.update(outputs=[])
    env = {name: value for name, value in environment().items() if not name.startswith("BOOK")}
    env["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), env.get("PATH", "")])
    client = NotebookClient(nb, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}})
    await client.async_execute(env=env)
    tidy(nb, path.parent)
    return nb


def printed(cell) -> str:
    """What a cell printed, normalised; stderr below: JupyterLab shows the two in no fixed order.  Without pictures, whose texts have times."""
    texts = {False: [], True: []}
    for output in cell.outputs:
        if output.output_type == "stream":
            texts[output.name == "stderr"].append(output.text)
        elif output.output_type == "error":
            texts[True] += output.traceback
        elif not any(form.startswith(("image/", "text/html")) for form in output.data):
            texts[False].append(output.data.get("text/plain", ""))
    return "\n".join(normalise("\n".join(text.strip("\n") for text in part), HERE) for part in texts.values())


def differences(chapter: Chapter, nb) -> list[str]:
    """Where a notebook that was run printed something else than the page shows: file:line and a diff."""
    assert chapter.executed
    ran = [cell for cell in nb.cells if cell.cell_type == "code" and not cell.metadata.get(KEY, {}).get("added")]
    shown = [cell for cell in chapter.cells if len(ran) == len(chapter.cells) or not needs.of(cell)]
    assert [cell.source for cell in ran] == [cell.source for cell in shown]
    found = []
    for cell, mine in zip(shown, ran):
        want, got = printed(cell), printed(mine)
        if want != got:
            diff = difflib.unified_diff(want.splitlines(), got.splitlines(), "the page", "the notebook", lineterm="", n=1)
            found.append("\n".join([f"{cell.where}: in the notebook this cell prints something else", *diff]))
    return found


async def check(found: list[Chapter], folder: Path) -> list[str]:
    """Run the notebooks of chapters side by side: they mostly wait."""
    async def one(chapter):
        path = unpack(chapter, folder)
        try:
            return differences(chapter, await execute(path))
        except Exception as error:
            return [f"{chapter.name}:1: its notebook does not run: {error}"]

    return sum(await asyncio.gather(*map(one, found)), [])


def main(numbers: list[str]) -> int:
    """0 where all print what the pages show."""
    found = [chapter for chapter in chapters() if not numbers or chapter.path.stem.partition("-")[0] in numbers]
    with tempfile.TemporaryDirectory() as folder:
        lines = asyncio.run(check(found, Path(folder)))
    print(*lines, sep="\n")
    print(f"{len(found)} notebooks, {len(lines)} differences")
    return bool(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
