"""Bot API methods about the bot itself and its files."""

import re
from typing import Any

from tests.telegram_double.payload import Params
from tests.telegram_double.registry import method
from tests.telegram_double.values import bad
from tests.telegram_double.world import World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_DOWNLOADABLE = 20 * 1024 * 1024


@method("getMe")
def get_me(world: World, params: Params) -> Any:
    return {
        **world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


@method("getFile")
def get_file(world: World, params: Params) -> Any:
    file = world.files.by_id.get(params.text("file_id"))
    if file is None:
        raise bad("invalid file_id")
    if len(file.content) > _DOWNLOADABLE:
        raise bad("file is too big")
    return {**file.summary(), "file_path": file.path}


@method("setMyCommands")
def set_my_commands(world: World, params: Params) -> Any:
    commands = params.data("commands") or []
    for command in commands:
        if not _COMMAND.fullmatch(str(command.get("command", ""))):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    if len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    world.commands[_scope(params)] = commands
    return True


@method("getMyCommands")
def get_my_commands(world: World, params: Params) -> Any:
    return world.commands.get(_scope(params), [])


@method("deleteMyCommands")
def delete_my_commands(world: World, params: Params) -> Any:
    world.commands.pop(_scope(params), None)
    return True


def _scope(params: Params) -> str:
    scope = params.data("scope") or {"type": "default"}
    return f"{scope.get('type')}:{scope.get('chat_id', '')}:{params.text('language_code')}"
