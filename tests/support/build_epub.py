"""Make the EPUB of what was read for the site, in a folder: ``build_epub.py FOLDER``."""

import os
import shutil
import sys
from pathlib import Path

sys.path.append(os.getcwd())

from book.tools import build

stage = Path(sys.argv[1])
(stage / "site").mkdir(parents=True)
shutil.copytree(build.LAST, stage / "doctrees")
try:
    build.bind(stage, stage / "doctrees", [])
except build.Stop as error:
    sys.exit(str(error))
