"""Judge of the exercise 'which line, and why?'."""

from check import Point, Question, Wrong, answers

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


class Tidy:
    """The submission, with answers in other forms: small letters, numbers in quotes."""

    def __init__(self, code):
        self.code = code

    def __call__(self):
        names = self.code()
        for name in ("LINES", "WHY"):
            if isinstance(names[name], dict):
                names[name] = {key: tidy(value) for key, value in names[name].items()}
        return names


def tidy(value):
    if isinstance(value, str):
        value = value.strip().upper()
        return int(value) if value.isdecimal() else value
    return value if isinstance(value, int) else repr(value)


def judge(code):
    code = Tidy(code)
    yield from lines(code()["LINES"])
    names = code()
    names["ANSWERS"] = names["WHY"]
    yield from answers(lambda: names, {
        what: Question("why", why, {n: hint for n, hint in REASONS.items() if n != why}, "sec-warning")
        for what, (_, _, why, _) in OBJECTS.items()})


def lines(given):
    if not isinstance(given, dict) or set(given) != set(OBJECTS):
        raise Wrong("`LINES` has to answer one, two, three, four, each of them once: keep the form "
                    "of the starter.")
    right = [what for what in OBJECTS if given[what] == OBJECTS[what][1]]
    if right:
        yield Point(True, f"lines: {', '.join(right)}.")
    for what, (made, freed, _, holder) in OBJECTS.items():
        line = given[what]
        if line == "?":
            yield Point(False, f"line of {what}: still unanswered.")
        elif line not in list(LETTERS):
            yield Point(False, f"line of {what}: {line!r} is none of the letters A to I.")
        elif line != freed:
            yield Point(False, f"line of {what}: not {line}. {hint(line, made, freed, holder)}",
                        "sec-warning")


def hint(line, made, freed, holder):
    if line == "G":
        return ("Line G runs for as long as `evening` does. When that returns, the object is gone, or "
                "something else still refers to it.")
    if line > freed:
        return "The object is gone by then."
    if line < made:
        return "The object is not made yet."
    return f"In that line the object is alive: {holder}."
