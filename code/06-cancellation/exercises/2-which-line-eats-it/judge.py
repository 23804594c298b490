"""Judge of the exercise 'which line eats it?'."""

from check import Question, answers

TODO = "put a number or a word in the place of each \"?\""

PASSES = "It does not catch: the exception goes on."
WHERE = "Here the exception is raised. Which line does not let it pass?"
QUESTIONS = {
    "a": Question("", 0, {4: "CancelledError is no Exception.", 3: WHERE, 5: "Is this line reached?"}, "cancel-let-go"),
    "b": Question("", 10, {0: "What becomes of an exception when its finally returns?", 8: WHERE,
                           9: "A finally alone lets it pass. What is in it?"}, "cancel-swallowed"),
    "c": Question("", 12, {0: "From what is CancelledError derived?", 13: WHERE, 14: PASSES}, "cancel-swallowed"),
    "d": Question("", 0, {16: "It gives back a list of what its tasks raised. But here d itself is cancelled.",
                          17: "return_exceptions is about what the tasks raise, and here d itself is cancelled.",
                          18: "This line is not reached."}, "cancel-children"),
    "e": Question("", 22, {0: "The CancelledError may be e's own, and nobody raises it again.", 21: WHERE,
                           23: "Once it is caught, it is too late."}, "cancel-whose"),
    "f": Question("", 0, {26: WHERE, 27: "A finally lets it pass.", 28: PASSES}, "cancel-let-go"),
    "c: why": Question("", "b", {"a": "The sleep is cut; c prints its line at once.",
                                 "c": "It is an ordinary with, and catches what is raised in its block."}, "cancel-let-go"),
    "e: worker": Question("", "yes", {"no": "Who awaits a task passes the cancel on to it."}, "cancel-children"),
    "f: workers": Question("", "no", {"yes": "asyncio.wait only looks at its tasks."}, "cancel-children"),
    "b: at once": Question("", "no", {"yes": "A coroutine that has not begun has no try to leave."}, "cancel-never-begun"),
}


def judge(code):
    yield from answers(code, QUESTIONS)
