"""Selector: an example from the chapter "inside the loop".

Written by `make scripts`: edit the chapter, not this file.
"""

import selectors
import socket
import threading


def on_data(connection):
    print("received", connection.recv(100))


def turn(timeout):
    events = selector.select(timeout)
    print(len(events), "ready")
    for key, _ in events:
        key.data(key.fileobj)  # the callback, and its connection


selector = selectors.DefaultSelector()
station, reader = socket.socketpair()

selector.register(reader, selectors.EVENT_READ, on_data)
turn(timeout=0.1)
threading.Timer(0.5, station.send, [b"ada 21"]).start()
turn(timeout=None)
