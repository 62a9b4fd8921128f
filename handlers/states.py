"""Owns what can be open with an account, and how it is kept as JSON."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from sqlmodel import Session

from handlers.messages import Choice, ChoiceKind, World
from storage import conversations

JoinStep = Literal["consent", "name", "position", "position_other", "phone"]


@dataclass(frozen=True, slots=True)
class Joining:
    """Somebody is joining (`invitation`), or a person is correcting their own details (None)."""

    step: JoinStep
    invitation: int | None
    name: str = ""
    position: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """A coordinator's or area officer's request that is being put together, question by question.

    `kind` names the handler it belongs to; `facts` is what was answered, as JSON.
    """

    kind: Literal["round", "extension", "ladder", "broadcast", "return"]
    step: str
    facts: dict[str, Any] = field(default_factory=dict)

    def with_(self, step: str, **facts: Any) -> "Asking":  # noqa: ANN401 - JSON
        return Asking(self.kind, step, {**self.facts, **facts})


@dataclass(frozen=True, slots=True)
class State:
    """What the next typed words refer to.

    `menu`: the choices of the latest message, which can be typed too. `draft`: the form whose
    question is open. `refused`: the message whose answer was not taken (it may be edited).
    `keys`: the choices of the open question, where a chat app types them out in full.
    `asking`: what is being asked for, outside any form.
    """

    menu: tuple[Choice, ...] = ()
    draft: int | None = None
    refused: str | None = None
    joining: Joining | None = None
    keys: tuple[Choice, ...] = ()
    asking: Asking | None = None

    def with_(self, **changes: Any) -> "State":  # noqa: ANN401 - as dataclasses.replace
        return replace(self, **changes)


IDLE = State()


def load(session: Session, account_id: int) -> State:
    kept = conversations.state_of(session, account_id)
    joining, asking = kept.get("joining"), kept.get("asking")
    return State(
        menu=_choices(kept.get("menu", ())),
        draft=kept.get("draft"),
        refused=kept.get("refused"),
        joining=Joining(**joining) if joining else None,
        keys=_choices(kept.get("keys", ())),
        asking=Asking(**asking) if asking else None,
    )


def keep(session: Session, account_id: int, state: State, world: World) -> None:
    body: dict[str, Any] = {}
    for name, choices in (("menu", state.menu), ("keys", state.keys)):
        if choices:
            body[name] = [[c.action, c.label, c.kind] for c in choices]
    if state.draft is not None:
        body["draft"] = state.draft
    if state.refused:
        body["refused"] = state.refused
    if state.joining:
        body["joining"] = asdict(state.joining)
    if state.asking:
        body["asking"] = asdict(state.asking)
    if body:
        conversations.keep(session, account_id, body, world.now)
    else:
        conversations.close(session, account_id)


def _choices(kept: Iterable[tuple[str, str, ChoiceKind]]) -> tuple[Choice, ...]:
    return tuple(Choice(action, label, kind) for action, label, kind in kept)
