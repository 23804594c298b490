"""Runs pytest, as ``python -m pytest`` does, where Python starts with a file."""

import sys

import pytest

sys.exit(pytest.main(sys.argv[1:]))
