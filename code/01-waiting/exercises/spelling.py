"""What the judges of this chapter share: answers as people write them."""


def plain_answers(code, plain=lambda text: text):
    """The submission, each of its ANSWERS in small letters, without spaces around it, as *plain* spells it."""
    def names():
        found = code()
        if isinstance(given := found["ANSWERS"], dict):
            found["ANSWERS"] = {key: plain(str(answer).strip().lower()) for key, answer in given.items()}
        return found
    return names
