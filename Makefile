# Async Python: `make` builds the book and the decks, `make test` proves them.

PYTHON ?= python3
PORT ?= 8000
# for the shell: any path, with ~ as the home folder
quoted = '$(subst ','\'',$1)'
PY := $(call quoted,$(subst ^,,$(subst ^~/,$(HOME)/,^$(PYTHON))))
VERSION := $(shell $(PY) -c 'import platform; print(platform.python_version())' 2>/dev/null)
LOCK := $(firstword $(shell cksum <requirements.txt))
READY := .venv/ready-$(or $(VERSION),unknown)-$(LOCK)
# a .venv whose Python or packages are no longer there is set up again
LOST := $(shell [ ! -e $(READY) ] || ( exec <$(READY) && [ -x .venv/bin/python ] && cd .venv/lib/python3*/site-packages && \
  xargs ls -d . ) >/dev/null 2>&1 || rm -f $(READY))
RUN := @.venv/bin/python
INSTALL := .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r
WORLD := { $(INSTALL) requirements-world.txt && touch .venv/world || { \
  echo "the packages of requirements-world.txt could not be installed (is there a network?); all else works without them" >&2; false; }; }
LOCK_WITH := uv pip compile --universal --python-version 3.11 --fork-strategy fewest --upgrade --generate-hashes --no-header -q
.PHONY: site book slides pdf epub handout test scripts update live world bench mutants clean help lock
.NOTPARALLEL:

# Build the HTML book and the decks: _build/site/index.html
site: $(READY)
	$(RUN) book/tools build

# Build the HTML book alone
book: $(READY)
	$(RUN) book/tools build book

# Build the decks alone: _build/site/slides/index.html
slides: $(READY)
	$(RUN) book/tools build slides

# Build the PDF too, with TeX: _build/site/async-python.pdf
pdf: $(READY)
	$(RUN) book/tools build pdf

# Build the EPUB too, for a phone or an e-reader: _build/site/async-python.epub
epub: $(READY)
	$(RUN) book/tools build epub

# Print each deck to PDF, alone and with notes, with Chromium: _build/site/slides/*.pdf
handout: $(READY)
	$(RUN) book/tools build handout

# Prove that scripts, pages, decks and PDF show the same, and what runs prints (CHAPTER=05: of one chapter)
test: $(READY)
	$(RUN) book/tools build
	$(RUN) -P -m pytest $(ARGS)
	$(RUN) book/tools build

# Write the scripts in code/ from the chapters
scripts: $(READY)
	$(RUN) book/tools scripts

# Write the scripts and the expected outputs (CHAPTER=05: of one chapter); review the diff, then commit it
update: $(READY)
	$(RUN) book/tools update

# Rebuild and reload book and decks in the browser while you edit (PORT=8000)
live: $(READY)
	$(RUN) book/tools free $(call quoted,$(PORT))
	$(RUN) -m sphinx_autobuild -c . -n -q -t live book _build/live/site -d _build/live/doctrees --port $(PORT) \
	  --open-browser --watch slides --watch code --watch conf.py --re-ignore '__pycache__|expected|answer.py' \
	  --post-build '.venv/bin/python -m sphinx -c . -b revealjs -anq book _build/live/site/slides -d _build/live/doctrees'

# Install what some cells need, to run them and not show what was recorded: an HTTP client, a database's client
world: $(READY)
	@$(WORLD)

# Compare the time of a build with other tools (ARGS=--install installs them first)
bench: $(READY)
	$(RUN) bench $(ARGS)

# Plant faults into a copy, one at a time: each has to be found by the tests (ARGS=deck: those of decks)
mutants: $(READY)
	$(RUN) book/tools build
	$(RUN) tests/planted $(ARGS)

# Lock the requirements, and those of `make world`, again from pyproject.toml (needs uv)
lock:
	@$(LOCK_WITH) pyproject.toml -o requirements.txt
	@$(LOCK_WITH) --group world -c requirements.txt -o requirements-world.txt

# Remove all that was built; .venv stays
clean:
	@rm -rf _build

# List the targets
help:
	@awk '/^# /{text=substr($$0, 3)} /^[a-z]+:/{sub(/:.*/, ""); printf "make %-8s %s\n", $$0, text; text=""}' Makefile

# The packages of before are there until the new ones are; what the lock says counts, not its time.
$(READY):
	@command -v $(PY) >/dev/null || { echo $(PY)" was not found; try make PYTHON=python3.13" >&2; exit 1; }
	@$(PY) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is %d.%d; try: make PYTHON=python3.13" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	@echo "setup   .venv from requirements.txt (a minute, once)"
	@if [ -e .venv-before ]; then rm -rf .venv; mv .venv-before .venv; fi
	@if [ -e .venv ] || [ -L .venv ]; then mv .venv .venv-before; fi
	@$(PY) -m venv .venv && $(INSTALL) requirements.txt || { \
	  rm -rf .venv; [ ! -e .venv-before ] || mv .venv-before .venv; \
	  echo "the packages of requirements.txt could not be installed (is there a network?); nothing was changed" >&2; exit 1; }
	@[ ! -e .venv-before/live-assets ] || cp -r .venv-before/live-assets .venv/
	@[ ! -e .venv-before/world ] || $(WORLD) || true
	@.venv/bin/python -m compileall -qq .venv/lib || true
	@rm -rf .venv-before
	@ls .venv/lib/python3*/site-packages | grep -v info$$ >$@
