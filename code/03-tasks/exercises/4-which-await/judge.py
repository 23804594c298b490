"""Judge of the exercise 'which await switches?'."""

from check import Question, answers

TODO = "put True or False in the place of each \"?\""

LINES = {
    1: (False, "below awaits nothing, and nothing of what runs there has to wait."),
    2: (True, "sleep always suspends, also with zero."),
    3: (False, "No await is in this line: create_task puts a task into the ready queue, and goes on."),
    4: (True, "A new task is not there yet, the loop has to run it first."),
    5: (False, "The task has ended in line 4, its result is there."),
    6: (False, "Nobody holds the lock."),
    7: (False, "An item is in the queue."),
    8: (True, "Line 7 has taken the only item."),
    9: (False, "async for waits only where its source waits, and stored has no await."),
    10: (True, "async with has to take the lock, and line 6 has it still."),
}


WORDS = {"switch": True, "-": False}


def judge(code):
    given = code()["ANSWERS"]
    if isinstance(given, dict):
        given = {key: plain(value) for key, value in given.items()}
    elif isinstance(given, (list, tuple)):
        given = [*map(plain, given)]
    yield from answers(lambda: {"ANSWERS": given}, {
        number: Question("", right, {not right: hint}, "sec-does-it-switch") for number, (right, hint) in LINES.items()})


def plain(value):
    """True or False, also where it is written as another word."""
    return WORDS.get(value.strip().lower(), value) if isinstance(value, str) else value
