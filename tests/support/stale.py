"""Print which pages have cells that must run again."""

import os
import sys

sys.path.append(os.getcwd())

from book.tools.chapter import pages  # noqa: E402

print(*(page.path.stem for page in pages() if not page.executed))
