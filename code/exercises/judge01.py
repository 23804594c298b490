"""The judges of chapter 1's exercises, used by check.py."""

import asyncio
import inspect
import random
import time

from check import Point, Question, Wrong, answers, compare, exercise, observe

BOTH = "One part of it takes nearly all of the time. Which one, waiting or computing?"
WORKLOADS = {  # what it is, and hints for "io" or "cpu", whichever is wrong, and "both"
    1: ("500 web pages", "io", "A faster processor would not make the servers answer sooner.",
        BOTH),
    2: ("500 photos", "cpu", "Every pixel has to be computed; only the files come from outside.",
        "It reads and writes files too, but resizing usually takes most of the time."),
    3: ("one row", "io", "The database server may compute, but your program waits for it.",
        "The server's computing is outside of your program, as far as your CPU can tell."),
    4: ("sort ten million numbers", "cpu", "The list is in memory: there is nothing to wait for.",
        BOTH),
    5: ("press a key", "io", "Which computation would a faster processor finish sooner here?",
        "Reading one key needs next to no computing."),
    6: ("a checksum", "cpu", "The video is in memory already: nothing has to be waited for.",
        "It would be both if the video came from a slow disk. It is in memory already."),
    7: ("copy to a network drive", "io", "Copying moves bytes and computes nothing; the network "
        "is slower than any processor.", BOTH),
    8: ("a neural network", "cpu", "Training multiplies numbers; whom should it wait for?", BOTH),
    9: ("1,000 e-mails", "io", "Each e-mail is a talk with a server: ask, wait, ask, wait.",
        "Writing an e-mail is little computing beside a talk with a server."),
    10: ("a regular expression", "cpu", "The text is in memory: the search only computes.", BOTH),
    11: ("a weather station", "io", "Between two questions it sleeps for a minute, and then it "
         "waits for an answer.", "One number a minute is hardly any computing."),
}


@exercise("1.1", "twelve workloads", "decide for each workload in ANSWERS", 0xfddc006c)
def twelve_workloads(code):
    questions = {
        key: Question(text, right, {"cpu" if right == "io" else "io": other, "both": both},
                      "sec-waiting-working")
        for key, (text, right, other, both) in WORKLOADS.items()}
    questions[12] = Question(
        "download and extract", "both",
        {"io": "The downloads wait, but what does extracting links from 500 pages do?",
         "cpu": "Extracting computes, but where do the pages come from?"}, "sec-waiting-working")
    yield from answers(code, questions)


BRIEFS = {
    1: ("a chat server", "asyncio", "sec-choose", {
        "threads": "5,000 threads that mostly wait cost far more than 5,000 tasks.",
        "processes": "5,000 processes, to wait? A process is the dearest of the three.",
        "none": "One after the other, the first silent client would stop all the others.",
        "asyncio and processes": "What is there to compute? The connections only wait."}),
    2: ("20 files", "none", "sec-choose", {
        "asyncio": "asyncio has no file operations, and there is hardly a wait to save.",
        "threads": "It is over before the threads have saved anything.",
        "processes": "Starting the processes takes longer than the job.",
        "asyncio and processes": "Two tools for a job that is over at once?"}),
    3: ("eight old databases", "threads", "sec-choose", {
        "asyncio": "A blocking driver stops the loop. You would need to_thread for every call.",
        "processes": "It waits and does not compute: eight Pythons are more than it needs.",
        "none": "One after the other the eight waits add up.",
        "asyncio and processes": "Nothing is computed, and the driver blocks the loop."}),
    4: ("the weather of tomorrow", "processes", "sec-choose", {
        "asyncio": "asyncio computes in one thread: seven cores would be idle.",
        "threads": "With the GIL, threads that run Python code take turns.",
        "none": "Eight cores, and one of them works?",
        "asyncio and processes": "Nothing waits here, so what would asyncio do?"}),
    5: ("one number", "none", "sec-choose", {
        "asyncio": "With a single wait there is nothing to overlap.",
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


@exercise("1.3", "six briefs", "choose a model for each brief in ANSWERS", 0x5667f1a5)
def six_briefs(code):
    yield from answers(code, {key: Question(text, right, hints, section)
                              for key, (text, right, section, hints) in BRIEFS.items()})


async def one_by_one(waits):
    for seconds in waits:
        await asyncio.sleep(seconds)


async def together(waits):
    await asyncio.gather(*[asyncio.sleep(seconds) for seconds in waits])


@exercise("1.2", "predict the total", "write makespan_sequential and makespan_together", 0x8fe2c5b6)
def predict_the_total(code):
    chance = random.Random(12)
    lists = [[0.5, 1, 1.5], [2], [], *(
        [chance.randrange(20) / 4 for _ in range(length)] for length in (2, 5, 20))]
    names = code()
    for name, program, section in [("makespan_sequential", one_by_one, "sec-three-seconds"),
                                   ("makespan_together", together, "sec-together")]:
        for waits in lists:
            want = observe(program, waits).elapsed
            try:
                got = names[name](list(waits))
            except (ValueError, TypeError, IndexError) as error:
                got = f"{type(error).__name__}: {error}"
            if inspect.iscoroutine(got):
                got.close()
                raise Wrong(f"`{name}` returned a coroutine object: it has to be a plain `def`.",
                            "sec-02-call")
            if not isinstance(got, (int, float)) or abs(got - want) > 1e-6:
                yield Point(False, f"{name}({waits}): expected {want:g} s, as a run takes, "
                            f"but got {got!r}.", section)
                break
        else:
            yield Point(True, f"{name}: as long as a run, for {len(lists)} lists.")


@exercise("1.4", "repair a blocking program",
          "pause and read_sensor still block the loop, so their three waits add up", 0x674c32f2)
def repair(code):
    def ask_sensor():
        time.sleep(0.5)
        return 17

    names = code(ask_sensor=ask_sensor)

    async def three():
        return await asyncio.gather(names["pause"](), names["read_sensor"](), names["pause"]())

    yield from compare(observe(three), "three together", result=[None, 17, None],
                       elapsed=0.5, why="one wait", at="sec-together", at_result="sec-file-read")
