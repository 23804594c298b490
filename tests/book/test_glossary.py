"""Each term that the chapters use is in the glossary.

What a term is, is decided twice: a word is one that a chapter emphasises where it introduces it ("a *heap*", "called
*polling*", "the *makespan* is", "*picklable*, that is"), unless it is listed below as no more than stressed; and so is
each noun of Python's and asyncio's documentation that two chapters use.
"""

import re

import pytest

from book.tools.chapter import ROOT, chapter_paths
from tests.support import fail_all

CHAPTERS = {path: path.read_text(encoding="utf-8") for path in chapter_paths()}
GLOSSARY = (ROOT / "book/glossary.md").read_text(encoding="utf-8")
TERMS = {line.lower() for line in re.findall(r"^(?![:`{#]).+$", GLOSSARY.partition("{glossary}")[2], re.M)
         if not line.startswith(" ")}

# Introduced so, and no term.
STRESSED = "aws enough never-retrieved stairs uvloop way".split()

EMPHASISED = re.compile(r"""
    (?P<before>(?:\b(?:an?|called|means)\s+)?) (?<![\w*]) \*(?P<word>[A-Za-z][\w \n'-]*)\* (?![\w*])
    (?P<after>(?:,\s+that\s+is|\s+(?:is|are|means)\s+(?:an?|the|that|what)\b)?)""", re.X | re.I)

# Of the documentation's glossary and its pages on asyncio.
NOUNS = """
asynchronous-context-manager asynchronous-generator asynchronous-iterable asynchronous-iterator awaitable barrier
callback cancellation concurrency condition context-manager coroutine coroutine-function coroutine-object deadlock
debug-mode decorator eager-task event-loop exception-group exception-handler executor file-descriptor future
garbage-collector generator global-interpreter-lock heap interpreter iterator lock parallelism pipe process queue
race-condition selector semaphore socket stream subinterpreter subprocess task task-group thread thread-safe timer
transport weak-reference
""".split()


def prose(text):
    """The text without code, slides and quotations; its lines keep their numbers."""
    blank = lambda match: "\n" * match[0].count("\n")  # noqa: E731
    text = re.sub(r"^(`{3,}).*?^\1$", blank, text, flags=re.M | re.S)
    text = re.sub(r"^:::\{slide\}.*?^:::$", blank, text, flags=re.M | re.S)
    text = re.sub(r"^>.*$|^:[\w-]+:.*$", "", text, flags=re.M)
    text = re.sub(r"`[^`]*`|\]\([^)]*\)|\*\*", lambda match: re.sub(r"[^\n]", "", match[0]) or "_", text)
    return text


def is_term(word):
    """The word, in the singular or plural, or as a verb, is in the glossary; or the function that makes such a thing."""
    word = word.removesuffix(" function")
    forms = {word, re.sub(r"s$", "", word), re.sub(r"(s|es|ed|d|ing)$", "", word), re.sub(r"(s|d)$", "", word), re.sub(r"s\b", "", word),
             re.sub(r"ing$", "e", word)}
    return bool(forms & TERMS)


def introduced(text):
    """The emphasised words that a chapter introduces: pairs of a line's number and the word in small letters."""
    for match in EMPHASISED.finditer(text := prose(text)):
        if match["before"] or match["after"]:
            yield text[:match.start("word")].count("\n") + 1, " ".join(match["word"].lower().split())


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_what_a_chapter_introduces_is_in_it(path):
    fail_all(f"book/{path.name}:{line}: *{word}* is not in the glossary, and not in the list of words that are only stressed"
             for line, word in introduced(CHAPTERS[path]) if word.replace(" ", "-") not in STRESSED and not is_term(word))


def test_nouns_of_two_chapters_are_in_it():
    left = []
    for noun in (name.replace("-", " ") for name in NOUNS):
        places = []
        for path, text in CHAPTERS.items():
            words = r"\s+".join(map(re.escape, noun.split()))
            if found := re.search(rf"\b{words}(s|es)?\b", text := prose(text), re.I):
                places.append(f"book/{path.name}:{text[:found.start()].count(chr(10)) + 1}")
        if len(places) > 1 and not is_term(noun):
            left.append(f"{places[0]}: {noun} is not in the glossary; {len(places)} chapters use it")
    fail_all(left)


def test_no_word_is_excused_in_vain():
    """A word that no chapter introduces any more, or that became a term, leaves the list."""
    said = {word.replace(" ", "-") for text in CHAPTERS.values() for _, word in introduced(text)}
    fail_all(f"tests/book/test_glossary.py:1: {word} stands in STRESSED, and "
             + ("is a term" if word in TERMS else "no chapter introduces it")
             for word in STRESSED if word in TERMS or word not in said)
