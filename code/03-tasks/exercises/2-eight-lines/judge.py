"""Judge of the exercise 'eight lines'."""

from check import Question, answers

TODO = "write down the eight lines in ANSWERS"

LINES = {  # in the order of the program, with the reason for the place
    "a starts": "Tasks start in the order of gather's arguments.",
    "b starts": "Tasks start in the order of gather's arguments; `two_legs` begins with b.",
    "d starts": "All tasks of a gather start before the first wait is over.",
    "b ends": "It is the shortest wait, 0.3 s.",
    "c starts": "c belongs to the same task as b: it starts in the same step in which b ends, "
                "and no sooner.",
    "d ends": "It waits until 0.6 s.",
    "a ends": "It waits until 0.9 s.",
    "c ends": "It starts only when b has ended, so it waits until 0.3 + 0.9 s.",
}


def judge(code):
    yield from answers(code, {
        k: Question("", right, {line: hint for line, hint in LINES.items() if line != right},
                    "together-order")
        for k, right in enumerate(LINES, 1)})
