"""Build the site; TERM comes while it is put in its place."""

import os
import signal
import sys
from pathlib import Path

sys.path.append(os.getcwd())

from book.tools import build, failure

rename = Path.rename


def rename_and_stop(self, target):
    os.kill(os.getpid(), signal.SIGTERM)
    return rename(self, target)


failure.end_cleanly()
Path.rename = rename_and_stop
sys.exit(build.main([]))
