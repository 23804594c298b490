"""Judge of the exercise 'name the states'."""

from check import Question, answers

TODO = "name the five states in ANSWERS"

NOTES = [  # where note() is called, the state, and what to think of before another one
    ("below `coro = visit()`", "created", "The call made an object and ran nothing of it."),
    ("the first line of visit", "running", "Who calls note() here? A line of the coroutine itself."),
    ("below the first send", "suspended", "`send` came back because the coroutine waits in Pause, "
     "in the middle of its body."),
    ("the second line of visit that notes", "running", "The second `send` is under way, and a line "
     "of the coroutine itself calls note()."),
    ("below close()", "closed", "`close()` ends the coroutine wherever it stands, and for good."),
]


def judge(code):
    states = ["created", "running", "suspended", "closed"]
    yield from answers(lambda: short(code()), {
        k: Question(place, right, {s: hint for s in states if s != right}, "sec-by-hand")
        for k, (place, right, hint) in enumerate(NOTES, 1)})


def short(names):
    """The submission's names, with "created" where it says "CORO_CREATED", as printed."""
    given = names["ANSWERS"]
    if isinstance(given, (list, tuple)):
        names["ANSWERS"] = [*map(word, given)]
    elif isinstance(given, dict):
        names["ANSWERS"] = {key: word(state) for key, state in given.items()}
    return names


def word(state):
    return state.strip().lower().rpartition("coro_")[2] if isinstance(state, str) else state
