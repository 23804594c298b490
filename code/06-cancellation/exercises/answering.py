"""Answers as people write them, for the judges of this chapter."""

from check import answers


def judge_answers(code, questions):
    """The points of ANSWERS: numbers may be in quotes, letters may be capital."""
    given = code()["ANSWERS"]
    if isinstance(given, dict):
        given = {key: plain(value) for key, value in given.items()}
    yield from answers(lambda: {"ANSWERS": given}, questions)


def plain(value):
    """A number for a number in quotes, a word in lower case."""
    if not isinstance(value, str):
        if not isinstance(value, (int, float)) or isinstance(value, bool):
            return repr(value)
        number = value
    else:
        try:
            number = float(value)
        except ValueError:
            return value.strip().lower()
    return int(number) if number == number // 1 else number  # the hints have 1, not 1.0
