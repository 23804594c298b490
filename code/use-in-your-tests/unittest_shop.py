"""The three tools in unittest, on the program that is mended."""

import sys
import unittest
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))

import deadlock  # noqa: E402
import everywhere  # noqa: E402
import mended  # noqa: E402
import schedules  # noqa: E402


class Shop(unittest.IsolatedAsyncioTestCase):
    loop_factory = deadlock.DeadlockLoop  # heeded from Python 3.13 on

    def test_a_connection_always_comes_back(self):
        everywhere.cancel(mended.ask, mended.Pool, check=lambda pool: pool.open).verify()

    def test_the_price_is_there_in_every_order(self):
        schedules.explore(mended.price, check=lambda price: price != 5).verify()

    async def test_both_moves_end(self):
        async with deadlock.limit(60):  # on 3.13 of the virtual clock, before of the real one
            await mended.two_moves()
