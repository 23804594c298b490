"""Judge of the exercise 'a codec from nothing'."""

import inspect
from itertools import combinations, pairwise

from check import Point, Wrong, a_kind, same, shown

TODO = "write encode and Decoder"

FRAMES, CODEC, LIMIT = "streams-frames", "streams-codec", "streams-limit"
STREAMS = [  # messages, together at most 12 bytes with their lengths
    [],
    [b""],
    [b"ada"],
    [b"", b"", b""],
    [b"ab", b"", b"\n\n"],
    [b"\x00\x00\x00", b"\x00\x01"],
    [b"a", b"a", b"a"],
    [b"0123456789"],
    [b"", b"bo 18\xff"],
]


def judge(code):
    names = code()
    encode, decoder = names["encode"], names["Decoder"]
    for name in "encode", "Decoder":
        if not callable(names[name]):
            raise Wrong(f"`{name}` is {a_kind(names[name])}: expected a {'class' if name == 'Decoder' else 'function'}.")
    yield from encodes(encode)
    for messages in STREAMS:
        yield from every_split(decoder, messages)
    yield from long_ones(decoder)
    yield from two_at_once(decoder)
    yield from limits(decoder)
    yield from ends(decoder)


def framed(messages):
    return b"".join(len(message).to_bytes(2, "big") + message for message in messages)


def splits(data):
    for count in range(max(1, len(data))):
        for cuts in combinations(range(1, len(data)), count):
            yield [data[a:b] for a, b in pairwise((0, *cuts, len(data)))]


def outcome(function, *args):
    """What a call gives, or the error that it raises."""
    try:
        return no_coroutine(function(*args))
    except Wrong:
        raise
    except Exception as error:
        return error


def no_coroutine(value):
    if inspect.iscoroutine(value):
        value.close()
        raise Wrong(f"`{value.__name__}` is a coroutine function: nothing waits here, leave its `async` out.", CODEC)
    return value


def told(got):
    if not isinstance(got, Exception):
        return f"it gave {shown(got)}"
    text = str(got).removesuffix(".")
    return f"{type(got).__name__} was raised{': ' * bool(text)}{text}"


def expects(what, got, want, section):
    """A point for one call; *want* is a value, or the type of an error (or of one that is below it)."""
    if isinstance(want, type):
        right, words = isinstance(got, want), f"{want.__name__}"
    else:
        right, words = same(got, want), shown(want)
    if right:
        return Point(True, f"{what}: {words}.")
    return Point(False, f"{what}: expected {words}, but {told(got)}.", section)


def encodes(encode):
    for message, name in [(b"ada", "b'ada'"), (b"", "b''"), (b"\x00", r"b'\x00'"), (b"x" * 300, "300 bytes"),
                          (b"x" * 65535, "65535 bytes")]:
        got, want = outcome(encode, message), framed([message])
        if not same(got, want):
            told_short = told(got if len(shown(got)) < 100 else shown(got)[:60] + "[…]")
            yield Point(False, f"encode({name}): expected {shown(want[:5])}{'…' * (len(want) > 5)}, but {told_short}.", FRAMES)
            return
    yield Point(True, "encode: the right frames.")
    yield expects("encode(65536 bytes)", outcome(encode, b"x" * 65536), ValueError, FRAMES)


def every_split(decoder, messages):
    data, count, wrong = framed(messages), 0, []
    for pieces in splits(data):
        count += 1
        if not same(got := decoded(decoder, pieces), messages):
            wrong.append((pieces, got))
    if wrong:
        pieces, got = min(wrong, key=lambda one: len(one[0]))
        yield Point(False, f"the messages {messages}: wrong for {len(wrong)} of {count} splits. For the pieces {pieces} "
                           f"{told(got)}.", CODEC)
    else:
        yield Point(True, f"the messages {messages}: right for each of {count} splits.")


def decoded(decoder, pieces):
    """All messages of a stream; each has to come with the piece that completes it."""
    def run():
        one, found, so_far = decoder(100), [], b""
        for piece in pieces:
            messages = no_coroutine(one.feed(piece))
            if not isinstance(messages, (list, tuple)):
                return messages
            found += messages
            so_far += piece
            if len(found) != complete(so_far):
                return found
        no_coroutine(one.end())
        return found

    return outcome(run)


def complete(data):
    """How many frames are whole in *data*."""
    count = at = 0
    while len(data) >= at + 2 and len(data) >= (end := at + 2 + int.from_bytes(data[at:at + 2], "big")):
        count, at = count + 1, end
    return count


def long_ones(decoder):
    message = b"x" * 300
    yield expects("a message of 300 bytes, in three pieces: how many are whole after each",
                  outcome(lambda: [len(one.feed(piece)) for one in [decoder(1000)] for piece in
                                   [framed([message])[:1], framed([message])[1:200], framed([message])[200:]]]),
                  [0, 0, 1], FRAMES)
    yield expects("3,000 empty messages in one piece: how many",
                  outcome(lambda: len(decoder(10).feed(bytes(6000)))), 3000, CODEC)
    yield expects("no bytes: feed(b'')", outcome(lambda: decoder(10).feed(b"")), [], CODEC)


def two_at_once(decoder):
    def run():
        one, other = decoder(100), decoder(2)
        return [one.feed(b"\x00\x03a"), other.feed(b"\x00\x02b"), one.feed(b"12"), other.feed(b"2")]

    yield expects("two decoders at the same time, one with limit 100 and one with limit 2", outcome(run),
                  [[], [], [b"a12"], [b"b2"]], CODEC)


def limits(decoder):
    yield expects("limit 3, a message of 3 bytes", outcome(lambda: decoder(3).feed(b"\x00\x03ada")), [b"ada"], LIMIT)
    yield expects("limit 3, a message of 4 bytes", outcome(lambda: decoder(3).feed(b"\x00\x04adam")), ValueError, LIMIT)
    yield expects("limit 3, and of a long message the length alone", outcome(lambda: decoder(3).feed(b"\x01\x00")),
                  ValueError, LIMIT)
    yield expects("limit 3, and of a message of 65535 bytes the length alone", outcome(lambda: decoder(3).feed(b"\xff\xff")),
                  ValueError, LIMIT)
    yield expects("limit 3, the length of a message of 4 bytes comes byte by byte",
                  outcome(lambda: [one.feed(piece) for one in [decoder(3)] for piece in (b"\x00", b"\x04")]), ValueError, LIMIT)
    yield expects("limit 3, the second message is too long",
                  outcome(lambda: decoder(3).feed(b"\x00\x01a\x00\x04")), ValueError, LIMIT)
    yield expects("limit 3, four bytes that are two messages",
                  outcome(lambda: decoder(3).feed(b"\x00\x02ab\x00\x02cd")), [b"ab", b"cd"], LIMIT)
    yield expects("limit 0, an empty message", outcome(lambda: decoder(0).feed(b"\x00\x00")), [b""], LIMIT)


def ends(decoder):
    def after(*pieces):
        one = decoder(100)
        for piece in pieces:
            one.feed(piece)
        return one.end()

    for what, pieces, want in [("before any bytes", [], None), ("after a whole message", [b"\x00\x01a"], None),
                               ("in the middle of a length", [b"\x00"], EOFError),
                               ("after the length of a message", [b"\x00\x01"], EOFError),
                               ("in the middle of a message", [b"\x00\x03ad"], EOFError),
                               ("in the middle of the second length", [b"\x00\x01a\x00"], EOFError)]:
        got = outcome(after, *pieces)
        if want is None:
            wrong = isinstance(got, Exception)
            yield Point(not wrong, f"the end {what}: {f'expected no error, but {told(got)}' if wrong else 'no error'}.", FRAMES * wrong)
        else:
            yield expects(f"the end {what}", got, want, FRAMES)
