"""Wrong: a length of 32,768 and more is taken for a negative number.

Says: limit 3, and of a message of 65535 bytes the length alone: expected ValueError, but it gave [b''].
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
        messages = []
        while len(self.rest) >= LENGTH:
            end = LENGTH + int.from_bytes(self.rest[:LENGTH], "big", signed=True)
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
