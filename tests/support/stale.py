"""Print which pages have cells that must run again."""

import os
import sys

sys.path.append(os.getcwd())

from book.tools.chapter import page_paths, read

print(*(page.path.stem for page in map(read, page_paths()) if not page.executed))
