"""Wrong: all decoders have one rest.

Says: two decoders at the same time, one with limit 100 and one with limit 2: expected
[[], [], [b'a12'], [b'b2']], but ValueError was
raised.
"""

LENGTH = 2  # bytes in front of each message


def encode(message):
    """The frame of a message: its length in two bytes, then the message.  Raises ValueError."""
    if len(message) > 0xFFFF:
        raise ValueError(f"a message of {len(message)} bytes does not fit")
    return len(message).to_bytes(LENGTH, "big") + message


class Decoder:
    """Finds the messages in bytes that come in any pieces."""

    rest = bytearray()

    def __init__(self, limit):
        self.limit = limit

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
            messages.append(bytes(self.rest[LENGTH:end]))
            del self.rest[:end]
        return messages

    def end(self):
        """The stream has ended.  Raises EOFError in the middle of a frame."""
        if self.rest:
            raise EOFError(f"the stream ends within a frame: {self.rest}")

