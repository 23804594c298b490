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
        return value if isinstance(value, (int, float)) and not isinstance(value, bool) else repr(value)
    try:
        number = float(value)
    except ValueError:
        return value.strip().lower()
    return int(number) if number.is_integer() else number
