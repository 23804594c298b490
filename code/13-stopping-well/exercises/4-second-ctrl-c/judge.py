"""Judge of the exercise 'the second Ctrl-C'."""

from check import Question, answers

TODO = 'put a number, a letter or a text in the place of each "?"'

CTRL_C, TERM, SAVE, TEST, KILL, FILES = "stop-ctrl-c", "stop-sigterm", "stop-save", "stop-test", "stop-kill", "stop-files"
FIRST = "The first Ctrl-C is a cancellation of main. Does main end by it?"
SECOND = "The second one raises `KeyboardInterrupt` at once."
QUESTIONS = {
    "A: ends": Question("", 2, {1: "At line 5 it waits again.", 3: SECOND, "never": SECOND}, CTRL_C),
    "B: ends": Question("", 2, {1: FIRST, 3: SECOND, "never": SECOND}, CTRL_C),
    "C: ends": Question("", 3, {
        1: FIRST, 2: "The second one ends the loop, and `asyncio.run` then cancels main and waits for it. What does C do with that?",
        "never": "`asyncio.run` waits for C when the second one has come, and no longer handles the third."}, CTRL_C),
    "A: line": Question("", 5, {3: FIRST, 4: "Which line of the `finally` waits?", 1: "`main` has begun before.", 2: "Which line waits?"}, CTRL_C),
    "B: why": Question("", "b", {"a": "A `KeyboardInterrupt` that nobody catches ends a program.",
                                 "c": "The second one interrupts it."}, CTRL_C),
    "C: line": Question("", 5, {2: "Without line 5 the loop would end.", 3: "`try` alone catches nothing.", 4: "There the cancellation arrives.",
                                6: "It is reached because of another one.", 1: "`main` has begun before."}, CTRL_C),
    "D: ends": Question("", "never", {1: "It sets an event. What comes after line 5?",
                                      2: "The handler of the loop has taken the place of Python's own: what does it do?",
                                      3: "The handler of the loop has taken the place of Python's own: what does it do?"}, TERM),
    "D: status": Question("", 0, {1: "main returns, without an error.", -2: "Was it a signal that ended it?",
                                  130: "Was it a signal that ended it?"}, TERM),
    "A: SIGTERM": Question("", -15, {143: "That is what a shell shows.", 0: "Nobody has handled it.", 1: "Nobody has handled it.",
                                     15: "Of which sign is the number of a signal?", -2: "That is SIGINT.", -9: "That is SIGKILL."}, KILL),
    "A: clean-up": Question("", "no", {"yes": "Without a handler the system ends the program on the spot."}, KILL),
    "D: told": Question("", "not at all", {"at once": "The event is set, and the loop sleeps. Who wakes it?",
                                     "later": "Which other thing happens in D, that would wake the loop?"}, TERM),
    "files": Question("", "a", {"b": "A file on a disk cannot be watched.", "c": "That is an ordinary call in a coroutine: it blocks."},
                      FILES),
    "save": Question("", "c", {"a": "A thread is killed with its process.", "b": "`SIGKILL` leaves no time for a `finally`."}, SAVE),
    "test: wait": Question("", "a", {"b": "On a slow machine the program has not begun by then.",
                                     "c": "By then there is nothing to stop."}, TEST),
    "test: D": Question("", "c", {"a": "It has a minute left when the test has no patience any more.",
                                  "b": "That is the last line of what the program itself writes to stderr."}, TEST),
    "test: status": Question("", "b", {"a": "Its status is -15 then.", "c": "It is killed then, and its status is -9."}, TEST),
}


def judge(code):
    yield from answers(code, QUESTIONS)
