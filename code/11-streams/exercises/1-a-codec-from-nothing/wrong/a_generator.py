"""Wrong: feed is a generator, which does nothing before somebody reads it.

Says: the messages []: wrong for 1 of 1 splits. For the pieces [b''] it gave <generator object
Decoder.feed>.
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
        self.limit, self.rest = limit, b""

    def feed(self, data):
        """Take the next bytes; return the messages that are whole now.  Raises ValueError."""
        self.rest += data
        while len(self.rest) >= LENGTH:
            end = LENGTH + int.from_bytes(self.rest[:LENGTH], "big")
            if end - LENGTH > self.limit:
                raise ValueError(f"a message of {end - LENGTH} bytes")
            if len(self.rest) < end:
                break
            yield self.rest[LENGTH:end]
            self.rest = self.rest[end:]

    def end(self):
        """The stream has ended.  Raises EOFError in the middle of a frame."""
        if self.rest:
            raise EOFError(f"the stream ends within a frame: {self.rest}")

