"""What GitHub runs is what a maintainer runs, by programs that cannot change under us."""

import re
import subprocess

import pytest
import yaml

from tests.support import ROOT, SITE, fail

WORKFLOWS = {path.name: path for path in sorted(ROOT.glob(".github/workflows/*"))}
each_workflow = pytest.mark.parametrize("path", WORKFLOWS.values(), ids=WORKFLOWS)
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
PUBLISHING = {"actions/upload-pages-artifact", "actions/deploy-pages"}


def steps(path):
    """The steps of a workflow, each with its job."""
    for job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values():
        for step in job["steps"]:
            yield job, step


def test_there_is_a_workflow_that_publishes():
    used = {step["uses"].partition("@")[0] for path in WORKFLOWS.values() for _, step in steps(path) if "uses" in step}
    assert used >= PUBLISHING | {"actions/checkout", "actions/setup-python"}


@each_workflow
def test_every_action_is_pinned_by_its_hash(path):
    """And says which version that is, for who reads it."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if re.search(r"\buses\s*:", line) and not re.search(r"\buses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line):
            fail(f"{path.relative_to(ROOT).as_posix()}:{number}", f"not pinned as NAME@HASH # vX.Y.Z: {line.strip()}")
    assert [step for _, step in steps(path) if "uses" in step]


def commands(text):
    """The lines of a shell script that build or test."""
    return re.findall(r"^(?:\.ci/run|make\b.*)$", text, re.M)


@each_workflow
def test_it_runs_the_commands_of_the_project(path):
    for _, step in steps(path):
        for line in step.get("run", "").splitlines():
            if line != ".ci/run" and not (line.startswith("make ") and {*line.split()[1:]} <= TARGETS):
                fail(f"{path.relative_to(ROOT).as_posix()}:1", f"{line} is neither .ci/run nor a target of make")


def test_what_ci_runs_is_in_the_readme():
    text, readme = (ROOT / ".ci/run").read_text(encoding="utf-8"), (ROOT / "README.md").read_text(encoding="utf-8")
    assert commands(text) == ["make world", "make epub", "make pdf", "make test"]
    for command in commands(text):
        assert command in readme, command
    done = subprocess.run(["bash", "-n", ROOT / ".ci/run"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@each_workflow
def test_only_what_was_proven_on_main_is_published(path):
    """The site with its address; and nothing else may write."""
    flow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert flow["permissions"] == {"contents": "read"}
    for job, step in steps(path):
        name = step.get("uses", "").partition("@")[0]
        if name in PUBLISHING:
            assert "github.ref == 'refs/heads/main'" in (step.get("if") or job.get("if", "")), f"{name}: of other branches too"
        if name == "actions/upload-pages-artifact":
            assert step["with"]["path"] == SITE.relative_to(ROOT).as_posix()
            [proof] = [one for one in job["steps"] if one.get("run") == ".ci/run"]
            assert job["steps"].index(proof) < job["steps"].index(step) and proof["env"]["BOOK_URL"].endswith(".base_url }}")
        if name == "actions/deploy-pages":
            assert job["needs"] == "prove" and job["permissions"] == {"pages": "write", "id-token": "write"}
        elif "write" in str(job.get("permissions", "")) and name not in PUBLISHING:
            fail(f"{path.relative_to(ROOT).as_posix()}:1", f"a job with {name or step.get('run')} may write")
