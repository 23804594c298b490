"""Wrong: the limit is taken for one of all bytes that wait.

Says: 3,000 empty messages in one piece: how many: expected 3000, but ValueError was raised
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
        if len(self.rest) > self.limit + LENGTH:
            raise ValueError("too long")
        messages = []
        while len(self.rest) >= LENGTH:
            end = LENGTH + int.from_bytes(self.rest[:LENGTH], "big")
            if len(self.rest) < end:
                break
            messages.append(self.rest[LENGTH:end])
            self.rest = self.rest[end:]
        return messages

    def end(self):
        """The stream has ended.  Raises EOFError in the middle of a frame."""
        if self.rest:
            raise EOFError(f"the stream ends within a frame: {self.rest}")

