"""Judge of the exercise 'which line, and why?'."""

import dataclasses
import re

from check import Question, answers

TODO = "give the line and the reason of each warning"

LETTERS = "ABCDEFGHI"  # the lines in the order in which they have run to their ends

OBJECTS = {  # made in, freed in, why, and what refers to it in between
    "one": ("A", "E", 2, "the name `first` refers to it"),
    "two": ("B", "H", 3, "the list `box` refers to it"),
    "three": ("C", "C", 1, "nothing refers to it"),
    "four": ("D", "G", 4, "the name `last` refers to it, as long as `evening` runs"),
}

REASONS = {
    1: "Reason 1 is about a call whose value is not kept at all, by no name and in no list.",
    2: "Reason 2 is about a name that refers to something else from some line on.",
    3: "Reason 3 is about an object that a list held.",
    4: "Reason 4 is about an object that a name still held when its function returned.",
    5: "Reason 5 is about objects in a circle, and here there is none.",
}


def judge(code):
    for table, points in tables(code).items():
        for point in points:
            counted = re.sub(r"^(\d of \d|still unanswered):", rf"{table}: \1:", point.text)
            yield dataclasses.replace(point, text=counted)


def tables(code):
    return {"LINES": answers(code, {
        what: Question("line", freed, {line: hint(line, made, freed, holder) for line in LETTERS if line != freed},
                       "sec-warning")
        for what, (made, freed, _, holder) in OBJECTS.items()}, "LINES"),
            "WHY": answers(code, {
        what: Question("why", why, {n: hint for n, hint in REASONS.items() if n != why}, "sec-warning")
        for what, (_, _, why, _) in OBJECTS.items()}, "WHY")}


def hint(line, made, freed, holder):
    if line == "G":
        return ("Line G runs for as long as `evening` does. When that returns, the object is gone, or "
                "something else still refers to it.")
    if line > freed:
        return "The object is gone by then."
    if line < made:
        return "The object is not made yet."
    return f"In that line the object is alive: {holder}."
