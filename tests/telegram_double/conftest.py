"""Fixtures for the double's own tests."""

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot

from tests.telegram_double import Double, Person
from tests.telegram_double.example_aiogram import aiogram_bot


@pytest.fixture
async def double() -> AsyncIterator[Double]:
    async with Double() as running:
        yield running


@pytest.fixture
async def lan(double: Double) -> Person:
    return await double.person("Lan", known=True)


@pytest.fixture
async def bot(double: Double) -> AsyncIterator[Bot]:
    async with aiogram_bot(double) as made:
        yield made
