"""Wrong: each message is a call within the call: too deep for many.

Says: 3,000 empty messages in one piece: how many: expected 3000, but RecursionError was raised
"""

def encode(message):
    if len(message) > 0xFFFF:
        raise ValueError("too long")
    return len(message).to_bytes(2, "big") + message


class Decoder:
    def __init__(self, limit):
        self.limit, self.rest = limit, b""

    def feed(self, data):
        self.rest += data
        if len(self.rest) < 2:
            return []
        size = int.from_bytes(self.rest[:2], "big")
        if size > self.limit:
            raise ValueError("too long")
        if len(self.rest) < 2 + size:
            return []
        message, self.rest = self.rest[2:2 + size], self.rest[2 + size:]
        return [message, *self.feed(b"")]

    def end(self):
        if self.rest:
            raise EOFError
