"""Solution: which lines may a thread call?"""

ANSWERS = {
    "line 7": "no",  # loop.call_soon_threadsafe(queue.put_nowait, reading)
    "line 8": "yes",
    "line 9": "no",  # loop.call_soon_threadsafe(watch.cancel)
    "line 10": "yes",
    "line 11": "yes",
    "late": "b",
    "silence: line": 16,
    "log: line": 17,  # where the task stands when the step is over
    "faster": "process",
    "limit: error": 1,
    "limit: end": 5,
    "no GIL": "lines 7, 9 and 16",
    "face": "Runner",
}

if __name__ == "__main__":
    print(*ANSWERS.values())
