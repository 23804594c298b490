"""The grown toy loop waits for data from a socket, while another task goes on."""

import socket

import grown


async def listen(connection):
    await grown.readable(connection)
    print("received", connection.recv(100).decode())


async def tick(station):
    for number in 1, 2:
        await grown.sleep(0.25)
        print("tick", number)
    station.send(b"ada 21")


if __name__ == "__main__":
    station, reader = socket.socketpair()
    with station, reader:
        grown.run(grown.gather(listen(reader), tick(station)))
