"""Judge of the exercise 'eight messages'."""

from check import Question, answers

TODO = "match the messages in ANSWERS to their causes"

MESSAGES = {
    "A": ("never awaited", 3, "sec-warning"),
    "B": ("not subscriptable", 5, "sec-wrong-awaits"),
    "C": ("object function", 1, "sec-wrong-awaits"),
    "D": ("object dict", 8, "sec-wrong-awaits"),
    "E": ("outside function", 7, "sec-where"),
    "F": ("outside async function", 2, "sec-where"),
    "G": ("cannot reuse", 6, "sec-by-hand"),
    "H": ("running event loop", 4, "sec-where"),
}

CAUSES = {
    1: "Cause 1 awaits the function itself, so the message would name the type `function`.",
    2: "Cause 2 is found by the compiler: there is a function around it, but no async one.",
    3: "Cause 3 is no error but a warning: the object is freed and has never run.",
    4: "Cause 4 starts a loop where one is running already, and the message would say so.",
    5: "Cause 5 applies [...] or a dot to the coroutine object, not to its value.",
    6: "Cause 6 is a second run, and a coroutine object runs once.",
    7: "Cause 7 is found by the compiler: there is no function around it at all.",
    8: "Cause 8 awaits what the ordinary function returned, so the message would name the "
       "type of that value.",
}


def judge(code):
    yield from answers(code, {
        letter: Question(text, right, {n: hint for n, hint in CAUSES.items() if n != right}, section)
        for letter, (text, right, section) in MESSAGES.items()})
