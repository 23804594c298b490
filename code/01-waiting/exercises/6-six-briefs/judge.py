"""Judge of the exercise 'six briefs'."""

import re

from check import Question, answers

AND = re.compile(r"[\s,+&/]+(?:and\s+)?")
WORDS = {"async": "asyncio", "thread": "threads", "threading": "threads", "process": "processes", "multiprocessing": "processes"}

TODO = "choose a model for each brief in ANSWERS"

BRIEFS = {
    1: ("a chat server", "asyncio", "sec-choose", {
        "threads": "5,000 threads that mostly wait cost far more than 5,000 tasks.",
        "processes": "5,000 processes, to wait? A process is the dearest of the three.",
        "none": "One after the other, the first silent client would stop all the others.",
        "asyncio and processes": "What is there to compute? The connections only wait."}),
    2: ("20 files", "none", "sec-choose", {
        "asyncio": "asyncio has nothing that renames a file, and there is hardly a wait to save.",
        "threads": "It is over before the threads have saved anything.",
        "processes": "Starting the processes takes longer than the job.",
        "asyncio and processes": "Two tools for a job that is over at once?"}),
    3: ("eight old databases", "threads", "sec-choose", {
        "asyncio": "A library that blocks stops the loop. You would need to_thread for every call.",
        "processes": "It waits and does not compute: eight Pythons are more than it needs.",
        "none": "One after the other the eight waits add up.",
        "asyncio and processes": "Nothing is computed, and the library blocks the loop."}),
    4: ("the weather of tomorrow", "processes", "sec-choose", {
        "asyncio": "asyncio computes in one thread: seven cores would be idle.",
        "threads": "With the GIL, threads that run Python code take turns.",
        "none": "Eight cores, and one of them works?",
        "asyncio and processes": "Nothing waits here, so what would asyncio do?"}),
    5: ("one number", "none", "sec-choose", {
        "asyncio": "There is a single wait, and nothing beside it to overlap.",
        "threads": "With a single wait a second thread has nothing to do.",
        "processes": "Nothing is computed, and there is only one wait.",
        "asyncio and processes": "One question, one answer: nothing to overlap, nothing to compute."}),
    6: ("a web service", "asyncio and processes", "sec-not-faster", {
        "asyncio": "In a coroutine the conversion blocks all other visitors for three seconds.",
        "threads": "The service is async already, and with the GIL a computing thread takes turns "
                   "with the loop.",
        "processes": "For the conversion, yes. But what keeps the visitors' connections?",
        "none": "Then every visitor waits until the one before is served."}),
}


def judge(code):
    yield from answers(plain(code), {key: Question(text, right, hints, section)
                              for key, (text, right, section, hints) in BRIEFS.items()})


def plain(code):
    """The submission, with two models in ANSWERS in the order of the alphabet, and None for "none"."""
    def words(answer):
        models = sorted(WORDS.get(word, word) for word in AND.split(str(answer).strip().lower()) if word)
        return " and ".join(models) if {*models} <= {"asyncio", "threads", "processes", "none"} else answer

    def names():
        found = code()
        if isinstance(given := found["ANSWERS"], (list, tuple)):
            given = dict(enumerate(given, 1))
        if isinstance(given, dict):
            found["ANSWERS"] = {key: words(a) if a is None or isinstance(a, str) else a for key, a in given.items()}
        return found
    return names
