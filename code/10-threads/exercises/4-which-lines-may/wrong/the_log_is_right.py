"""Wrong: the log names the line that blocked.

Says: log: line: not 16. That is where it blocks. When is the entry written, and where does the
task stand then?
"""

ANSWERS = {
    "line 7": "no",
    "line 8": "yes",
    "line 9": "no",
    "line 10": "yes",
    "line 11": "yes",
    "late": "b",
    "silence: line": 16,
    "log: line": 16,
    "faster": "process",
    "limit: error": 1,
    "limit: end": 5,
    "no GIL": "lines 7, 9 and 16",
    "face": "Runner",
}
