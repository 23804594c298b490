r"""Wrong: the limit is kept in the class, so the last decoder sets it for all.

Says: two decoders at the same time, one with limit 100 and one with limit 2: expected
[[], [], [b'a12'], [b'b2']], but ValueError was raised.
"""

LENGTH = 2  # bytes in front of each message


def encode(message):
    """The frame of a message: its length in two bytes, then the message.  Raises ValueError."""
    if len(message) > 0xFFFF:
        raise ValueError(f"a message of {len(message)} bytes does not fit")
    return len(message).to_bytes(LENGTH, "big") + message


class Decoder:
    """Finds the messages in bytes that come in any pieces."""

    def __init__(self, limit):
        Decoder.limit, self.rest = limit, b""

    def feed(self, data):
        """Take the next bytes; return the messages that are whole now.  Raises ValueError."""
        self.rest += data
        messages = []
        while len(self.rest) >= LENGTH:
            end = LENGTH + int.from_bytes(self.rest[:LENGTH], "big")
            if end - LENGTH > self.limit:
                raise ValueError(f"a message of {end - LENGTH} bytes")
            if len(self.rest) < end:
                break
            messages.append(self.rest[LENGTH:end])
            self.rest = self.rest[end:]
        return messages

    def end(self):
        """The stream has ended.  Raises EOFError in the middle of a frame."""
        if self.rest:
            raise EOFError(f"the stream ends within a frame: {self.rest}")


def main():
    decoder = Decoder(limit=100)
    sent = encode(b"ada 21") + encode(b"") + encode(b"bo 18")
    for start in range(0, len(sent), 4):
        print(decoder.feed(sent[start:start + 4]))
    decoder.end()


if __name__ == "__main__":
    main()
