"""Owns what can be open with an account, and how it is kept as JSON."""

from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from sqlmodel import Session

from handlers.messages import Choice, World
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
class State:
    """What the next typed words refer to.

    `menu`: the choices of the latest message, which can be typed too. `draft`: the form whose
    question is open. `refused`: the message whose answer was not taken (it may be edited).
    """

    menu: tuple[Choice, ...] = ()
    draft: int | None = None
    refused: str | None = None
    joining: Joining | None = None

    def with_(self, **changes: Any) -> "State":  # noqa: ANN401 - as dataclasses.replace
        return replace(self, **changes)


IDLE = State()


def load(session: Session, account_id: int) -> State:
    kept = conversations.state_of(session, account_id)
    joining = kept.get("joining")
    return State(
        menu=tuple(Choice(action, label, kind) for action, label, kind in kept.get("menu", ())),
        draft=kept.get("draft"),
        refused=kept.get("refused"),
        joining=Joining(**joining) if joining else None,
    )


def keep(session: Session, account_id: int, state: State, world: World) -> None:
    body: dict[str, Any] = {}
    if state.menu:
        body["menu"] = [[c.action, c.label, c.kind] for c in state.menu]
    if state.draft is not None:
        body["draft"] = state.draft
    if state.refused:
        body["refused"] = state.refused
    if state.joining:
        body["joining"] = asdict(state.joining)
    if body:
        conversations.keep(session, account_id, body, world.now)
    else:
        conversations.close(session, account_id)
