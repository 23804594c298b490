"""The three tools in pytest: plain functions, no plugin."""

import deadlock
import everywhere
import schedules
import shop


def test_a_connection_always_comes_back():
    everywhere.cancel(shop.ask, shop.Pool, check=lambda pool: pool.open).verify()


def test_the_price_is_there_in_every_order():
    schedules.explore(shop.price, check=lambda price: price != 5).verify()


def test_both_moves_end():
    deadlock.run(shop.two_moves())
