"""Letters in the PDF: those that its fonts lack come from another; one that no font has is named with its line."""

import shutil
import subprocess

import pytest

from tests.support import TOOLS, copy_project, missing, of_no_page, run

pytestmark = of_no_page

LETTERS = "Ожидание → ⇒ ≈ ≠ ∑ ∀ ℝ ✓ ✗ ★ ☎ Ελληνικά"
SHOWN = "├── └── ▏▍ ⣾ │ ─ → Привет ☺"
TEXT = f"""
# Letters →

## {LETTERS}

Text: {LETTERS} and *{LETTERS}*.

```{{code-cell}} python
:no-script: for a test
print("{SHOWN}")
```
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    for program in ("xelatex", "pdftotext"):
        if not shutil.which(program):
            missing(program, "apt-get install poppler-utils; make pdf says how to get TeX")
    return copy_project(tmp_path_factory.mktemp("letters"), {"01-letters.md": TEXT})


def test_letters_of_other_fonts(project):
    status, text = run(project, TOOLS, "build", "pdf")
    assert status == 0, text
    done = subprocess.run(["pdftotext", project / "_build/site/async-python.pdf", "-"], capture_output=True, text=True)
    for letter in {*(LETTERS + SHOWN)} - {" "}:
        assert letter in done.stdout, letter


def test_a_letter_of_no_font_is_named_with_its_line(project):
    path = project / "book/01-letters.md"
    path.write_text(path.read_text("utf-8").replace("# Letters →", "# Letters").replace("and *", "and \U000F1234 *"), "utf-8")
    status, text = run(project, TOOLS, "build", "pdf")
    assert status == 1 and "Traceback" not in text, text
    assert "book/01-letters.md:10: no font that the PDF could use has \U000F1234: write something else" in text, text
