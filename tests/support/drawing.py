"""For a warm Python: the tools and the programs of timeline_programs.py.

``drawing.py TITLE`` runs one of them as it is and again under timeline, and prints both logs and
the picture, as JSON; without TITLE all, on a virtual clock: then they have to agree exactly.
"""

import faulthandler
import json
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "code/tools"))

import vloop
from timeline import timeline
from timeline_programs import PROGRAMS, report

if __name__ == "__main__":
    faulthandler.dump_traceback_later(40, exit=True)
    titles, clock = (sys.argv[1:], None) if sys.argv[1:] else (PROGRAMS, vloop.run)
    print(json.dumps({title: found for title in titles if (found := report(title, timeline, clock))}))
