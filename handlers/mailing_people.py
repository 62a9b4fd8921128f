"""Owns the people of a mailing: each once, and which bodies have nobody who gets it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sized
from dataclasses import dataclass, field

from handlers.planning import Item
from storage.messages import PULLED
from storage.models import Body
from storage.responsible import Officer


@dataclass(frozen=True, slots=True)
class Recipient:
    """One person, the bodies by which they are meant, and (of a nudge) what these are missing."""

    officer: Officer
    bodies: tuple[Body, ...]
    items: tuple[Item, ...] = ()

    @property
    def body(self) -> Body:
        return self.bodies[0]

    @property
    def body_ids(self) -> list[int]:
        return [body.id for body in self.bodies]

    @property
    def is_pulled(self) -> bool:
        """They see it when they open the web chat."""
        return self.officer.account is not None and self.officer.account.channel in PULLED


@dataclass(frozen=True, slots=True)
class Audience:
    """Who gets a mailing, and who does not. `empty`: bodies for which nobody joined."""

    recipients: tuple[Recipient, ...] = ()
    units: tuple[Body, ...] = ()
    empty: tuple[Body, ...] = ()
    told: tuple[Body, ...] = ()  # whose people had a reminder or a nudge today
    unreachable: tuple[Recipient, ...] = ()


@dataclass(slots=True)
class _Person:
    officer: Officer
    bodies: list[Body] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)

    def recipient(self) -> Recipient:
        return Recipient(self.officer, tuple(self.bodies), tuple(self.items))


def gathered(
    wanted: Iterable[tuple[Body, Item | None]],
    officers: Mapping[int, list[Officer]],
    told: Collection[int],
) -> Audience:
    """Each person once, with all that concerns them."""
    people: dict[int, _Person] = {}
    unreachable: dict[int, Recipient] = {}
    found: dict[str, list[Body]] = defaultdict(list)
    for body, item in wanted:
        mine = officers.get(body.id, [])
        reachable = [one for one in mine if one.account is not None]
        fresh = [one for one in reachable if one.person_id not in told]
        for one in mine:
            if one.account is None:
                unreachable.setdefault(one.person_id, Recipient(one, (body,)))
        for one in fresh:
            person = people.setdefault(one.person_id, _Person(one))
            person.bodies.append(body)
            person.items += [item] if item else []
        found[_counted_as(mine, reachable, fresh)].append(body)
    return Audience(
        recipients=tuple(one.recipient() for one in people.values()),
        units=tuple(found["units"]),
        empty=tuple(found["empty"]),
        told=tuple(found["told"]),
        unreachable=tuple(unreachable.values()),
    )


def _counted_as(mine: Sized, reachable: Sized, fresh: Sized) -> str:
    """What becomes of a body, by who answers for it, is reached, and gets the message."""
    if fresh:
        return "units"
    if reachable:
        return "told"
    return "unreachable" if mine else "empty"
