"""Judge of the exercise 'twelve workloads'."""

import re

from check import Question, answers

TODO = "decide for each workload in ANSWERS"

BOTH = "One of the two takes nearly all of the time: the waiting or the work?"

WORKLOADS = {  # what it is, and hints for "io" or "cpu", whichever is wrong, and "both"
    1: ("500 web pages", "io", "A faster processor would not make the servers answer sooner.",
        BOTH),
    2: ("500 photos", "cpu", "Every pixel has to be computed, and the photos are in memory: whom should it wait for?",
        "The photos are in memory: there is nothing to wait for."),
    3: ("one row", "io", "The database server may compute, but your program waits for it.",
        "The server's computing is outside of your program, as far as your CPU can tell."),
    4: ("sort ten million numbers", "cpu", "The list is in memory: there is nothing to wait for.",
        BOTH),
    5: ("press a key", "io", "Which computation would a faster processor finish sooner here?",
        "Reading one key needs next to no computing."),
    6: ("a checksum", "cpu", "The video is in memory already: nothing has to be waited for.",
        "It would be both if the video came from a slow disk. It is in memory already."),
    7: ("copy to a network drive", "io", "Copying moves bytes and computes next to nothing: it "
        "waits for the network.", BOTH),
    8: ("a neural network", "cpu", "Training multiplies numbers; whom should it wait for?", BOTH),
    9: ("1,000 e-mails", "io", "Each e-mail is a talk with a server: ask, wait, ask, wait.",
        "Writing an e-mail is little computing beside a talk with a server."),
    10: ("a regular expression", "cpu", "The text is in memory: the search only computes.", BOTH),
    11: ("a weather station", "io", "Between two questions it sleeps for a minute, and then it "
         "waits for an answer.", "One number a minute is hardly any computing."),
}


def judge(code):
    questions = {
        key: Question(text, right, {"cpu" if right == "io" else "io": other, "both": both},
                      "sec-waiting-working")
        for key, (text, right, other, both) in WORKLOADS.items()}
    questions[12] = Question(
        "download and convert", "both",
        {"io": "The downloads wait, but what does converting 500 long videos do?",
         "cpu": "Converting computes, but where do the videos come from?"}, "sec-waiting-working")
    yield from answers(plain(code), questions)


def plain(code):
    """The submission, with "I/O" and such words in ANSWERS for "io", and "io and cpu" for "both"."""
    def word(answer):
        word = re.sub(r"[- ]bound\b", "", answer.strip().lower().replace("i/o", "io"))
        two = {*re.split(r"\s*(?:\band\b|[+&,/])\s*", word)}
        return "both" if two == {"io", "cpu"} else word if word in ("io", "cpu") else answer

    def names():
        found = code()
        if isinstance(given := found["ANSWERS"], (list, tuple)):
            given = dict(enumerate(given, 1))
        if isinstance(given, dict):
            found["ANSWERS"] = {key: word(a) if isinstance(a, str) else a for key, a in given.items()}
        return found
    return names
