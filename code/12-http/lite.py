"""A transaction in SQLite, in a thread, is cancelled in the middle: is it over when its task is?"""

import asyncio
import sqlite3
import time

MOVE = "update money set amount = amount + ? where name = ?"


class Bank:
    def __init__(self):
        self.file = sqlite3.connect(":memory:", check_same_thread=False)
        self.file.execute("create table money (name text, amount int)")
        self.file.execute("insert into money values ('ada', 50), ('bo', 50)")
        self.file.commit()
        self.lock = asyncio.Lock()  # one connection, one task

    def move(self):
        """The whole transaction, for a thread."""
        with self.file:
            self.file.execute(MOVE, (-5, "ada"))
            time.sleep(1)
            self.file.execute(MOVE, (5, "bo"))


async def given_up(bank):
    async with bank.lock:
        await asyncio.to_thread(bank.move)


async def waited_for(bank):
    async with bank.lock:
        job = asyncio.create_task(asyncio.to_thread(bank.move))
        try:
            await asyncio.shield(job)
        finally:
            await asyncio.wait([job])


async def main():
    for function in given_up, waited_for:
        bank = Bank()
        task = asyncio.create_task(function(bank))
        while not bank.file.in_transaction:
            await asyncio.sleep(0.05)
        task.cancel()
        await asyncio.wait([task])
        print(f"{function.__name__}: lock free: {not bank.lock.locked()}, a transaction is open: {bank.file.in_transaction}")


if __name__ == "__main__":
    asyncio.run(main())
