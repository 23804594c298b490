"""Claims: sentences of a chapter that no example on its page shows, each with a program that is run on every Python."""

import re

import pytest

from . import fail, line_of, python_id, pythons, warm

PYTHONS = pythons()
RUN = "\nif __name__ == '__main__':\n    asyncio.run(main())\n"
RUNS = re.compile(r"asyncio\.run\(|(?<!def )\bmain\(\)")  # a program that runs its main itself


def printed_by(programs, folder):
    """What each program prints, in this folder: {Python: [(out, err, status)]}.

    Its `main` is run, where it has one and does not run it itself.
    """
    jobs = []
    for number, text in enumerate(programs):
        path = folder / f"claim{number}.py"
        path.write_text(text + RUN * ("async def main" in text and not RUNS.search(text)), encoding="utf-8")
        jobs.append({"argv": [str(path)], "cwd": str(folder)})
    started = {version: warm(command).start(jobs) for version, command in PYTHONS.items()}
    return {version: results() for version, results in started.items()}


def each(claims):
    """Parametrize a test with the *number* of each claim and each *version*."""
    def decorate(test):
        return pytest.mark.parametrize("version", PYTHONS, ids=python_id)(
            pytest.mark.parametrize("number", range(len(claims)))(test))
    return decorate


def holds(chapter, claim, version, printed):
    """Fail where the chapter does not say the sentence, or its program does not print what it should.

    *claim* is the sentence, the program and what it prints: for all Pythons, or {first version: text}.
    Where the chapter ends its lines does not matter.
    """
    sentence, _, want = claim
    text = chapter.read_text(encoding="utf-8")
    if found := re.search(r"\s+".join(map(re.escape, sentence.split())), text):
        sentence = found[0]
    assert sentence in text, f"{chapter.name} does not say this any more: {sentence}"
    if isinstance(want, dict):
        want = want[max(since for since in want if since <= version)]
    out, err, status = printed
    if (out.strip(), err, status) != (want, "", 0):
        fail(f"book/{chapter.name}:{line_of(text, sentence)}", f"Python {python_id(version)} does not do so", want,
             out + err + f"(status {status})" * bool(status))
