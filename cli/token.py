"""`kaigraph token`: make a token that may write over HTTP."""

from __future__ import annotations

import json

from cli import console
from cli.frame import command
from cli.options import Json


@command("kaigraph token", "kaigraph token --json")
def token(as_json: Json = False) -> None:
    """Make a random token that may write over HTTP, and show what to set for the server to know it.

    The server keeps the hash only; the token is shown this once. Several hashes are separated by commas.
    """
    from api.tokens import new_token

    made, hashed = new_token()
    if as_json:
        console.write_line(json.dumps({"token": made, "KAIGRAPH_WRITE_TOKENS": hashed}))
        return
    console.write_line(f"token (for who writes, as `Authorization: Bearer …`): {made}")
    console.write_line(f"setting (for the server): KAIGRAPH_WRITE_TOKENS={hashed}")
