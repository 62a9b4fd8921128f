"""The control table: every action of tests, by name, with a JSON body."""

import asyncio
import inspect
import time
from collections.abc import Callable
from typing import Any

from tests.telegram_double import ears, people, people_media, taps
from tests.telegram_double.faults import Fault
from tests.telegram_double.tally import Tally
from tests.telegram_double.values import ImpossibleError, Json, SilenceError
from tests.telegram_double.world import World

Action = Callable[[World, Json], Any]


async def perform(world: World, action: str, body: Json) -> Any:
    """Runs one control action; raises ImpossibleError or SilenceError."""
    function = ACTIONS.get(action)
    if function is None:
        raise ImpossibleError(f"no such control action: {action}")
    result = function(world, body)
    return await result if inspect.isawaitable(result) else result


def fault(world: World, body: Json) -> int:
    return world.faults.add(Fault(number=0, **body))


def heal(world: World, body: Json) -> None:
    world.faults.heal(body.get("number"))


def flood(world: World, body: Json) -> None:
    world.flood.configure(**body)


def settings(world: World, body: Json) -> None:
    """Ages of taps and the webhook's retry clock."""
    for name, value in body.items():
        match name:
            case "callback_answer_seconds" | "callback_keep_seconds":
                setattr(world, name, float(value))
            case "webhook_retry_scale":
                world.pump.retry_scale = float(value)
            case "webhook_timeout":
                world.pump.timeout = float(value)
            case _:
                raise ImpossibleError(f"no such setting: {name}")


def counters(world: World, body: Json) -> Json:
    tally = world.tally
    answer = {
        "requests": dict(tally.requests),
        "sends": dict(tally.sends),
        "repeats": dict(tally.repeats),
        "too_many": tally.too_many,
        "refused": tally.refused,
        "created": world.updates.created,
        "pending": len(world.updates.pending),
        "webhook_posts": world.pump.posts,
        "webhook_failures": world.pump.failures,
        "struck": dict(world.faults.struck),
    }
    if body.get("reset"):
        world.tally = Tally()
        world.faults.struck.clear()
        world.updates.created = world.pump.posts = world.pump.failures = 0
    return answer


async def settle(world: World, body: Json) -> None:
    """Waits until the bot has confirmed every update."""
    deadline = time.monotonic() + float(body.get("timeout", 10.0))
    while world.updates.pending:
        if time.monotonic() > deadline:
            raise SilenceError(f"{len(world.updates.pending)} updates are still unconfirmed")
        await asyncio.sleep(0.01)


_OWN: tuple[Action, ...] = (fault, heal, flood, settings, counters, settle)
_PEOPLE: tuple[Action, ...] = (
    people.create,
    people.says,
    people.starts,
    people.set_blocked,
    people.edits,
    taps.taps,
    taps.forges,
    people.presses,
    people_media.sends_photo,
    people_media.sends_album,
    people_media.sends_document,
    people_media.sends_contact,
    people_media.sends_location,
    people_media.sends_sticker,
    people_media.sends_voice,
)
_EARS: tuple[Action, ...] = (
    ears.hears,
    ears.sees_edit,
    ears.sees_toast,
    ears.forgets,
    ears.keyboard,
    ears.fetches,
    ears.messages,
    ears.transcript,
)
ACTIONS = {action.__name__: action for action in (*_OWN, *_PEOPLE, *_EARS)}
