"""Owns `forms publish`: a form that is sound becomes the version that is offered from now on."""

import argparse
from collections.abc import Callable

from bot import worlds
from bot.commands import form_check, form_sources
from bot.commands.tables import ready_database
from bot.plainly import PlainError
from bot.settings import Settings
from forms import markdown
from forms.definition import Form
from handlers import publishing
from storage import audit, form_versions
from storage.database import Database
from storage.form_versions import ChangedFormError


def do(settings: Settings, chosen: argparse.Namespace) -> int:
    _ = worlds.translations(chosen.lang).gettext
    source = form_sources.read(chosen.file, worlds.translations(chosen.lang))
    form = form_check.usable(source, chosen.lang)
    if form is None:
        return 1
    written = source.text if source.is_markdown else markdown.write(form)
    with ready_database(settings) as database:
        try:
            is_new = _publish(database, form, written, _)
        except ChangedFormError as error:  # of the library: `run` would refuse it as well
            raise PlainError(str(error)) from None
    text = _("“{title}”, version {version}, is in use already: nothing was changed.")
    if is_new:
        text = _("“{title}”, version {version}, is in use from now on. Open drafts keep theirs.")
    print(text.format(title=form.title, version=form.version))
    return 0


def _publish(database: Database, form: Form, written: str, _: Callable[[str], str]) -> bool:
    """Whether there was something to do. A changed form under an old version is refused."""
    now = worlds.now()
    with database.transaction() as session:
        # The library first: its forms have their versions before anybody's variant of them.
        publishing.publish_library(session, now)
        known = form_versions.find(session, form.form_id, form.version)
        if known is not None and known.content_hash != form.digest:
            text = _(
                "“{title}” has a version {version} already, with other content. Please write a new"
                " version into the sheet “settings”."
            )
            raise PlainError(text.format(title=form.title, version=form.version))
        if known is not None:
            return False
        publishing.publish(session, form, written, now)
        subject = f"{form.form_id} {form.version}"
        audit.add(session, "form published", now, subject=subject, by="command line")
        return True
