"""Says loudly what this machine lacks for some of the tests; in CI nothing may be lacking."""

import os
import shutil
import sys

from tests.postgres import why_missing as why_no_postgres

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def browser() -> str | None:
    """The path of a Chromium."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def why_no_browser() -> str | None:
    return None if browser() else "Chromium is missing: `make test-deps` brings it"


def main() -> int:
    missing = [why for why in (why_no_postgres(), why_no_browser()) if why]
    for why in missing:
        print(f"!!! {why}; the tests that need it are SKIPPED", file=sys.stderr)
    return 1 if missing and os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
