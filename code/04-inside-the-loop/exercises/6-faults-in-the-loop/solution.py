"""Solution: four faults: which line, and why?"""

ANSWERS = {
    "late: line": 6,  # call_soon_threadsafe is needed
    "late: why": "b",
    "error: line": 5,  # `if not future.done():` is missing above it
    "error: why": "a",
    "silence: line": 17,  # it blocks; a later chapter gives it to a process
    "silence: why": "c",
    "log: line": 21,
    "log: why": "b",
    "hidden": "silence",
}

if __name__ == "__main__":
    print(*ANSWERS.values())
