"""`claim-ledger keys`: who may use the ledger over HTTP, and for what."""

from typing import Annotated

import typer

from ledger.access.keys import Key as KeptKey
from ledger.access.keys import Made
from ledger.access.roles import KeyRole
from ledger.cli.opening import open_keys_at
from ledger.cli.options import DEFAULT_ADDRESS, Address, AsJson, Key, Url
from ledger.cli.refusing import refusing
from ledger.cli.terminal import answers, say_json, table
from ledger.words import counted

BY = "the command line"
"""Who makes and changes keys here: whoever may read and write the ledger's folder."""

keys = typer.Typer(
    help="Make, list, narrow and revoke the keys that the server asks for.", no_args_is_help=True, rich_markup_mode=None
)
Principal = Annotated[str, typer.Argument(metavar="PRINCIPAL", help="Who holds it: kept with all that is recorded.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="The key's id, as `keys list` shows it.")]
As = Annotated[KeyRole, typer.Option("--role", help="What it is for.")]
Lesser = Annotated[KeyRole | None, typer.Option("--role", help="The lesser role that it has from now on.")]
Deals = Annotated[
    list[str] | None, typer.Option("--deal", metavar="ID", help="Only this deal; may be repeated. Else all of them.")
]
Fewer = Annotated[
    list[str] | None, typer.Option("--deal", metavar="ID", help="From now on only this deal; may be repeated.")
]


@keys.command("create")
@refusing
def create(
    principal: Principal,
    role: As = KeyRole.READER,
    deal: Deals = None,
    ledger: Address = DEFAULT_ADDRESS,
    url: Url = "",
    key: Key = "",
    as_json: AsJson = False,
) -> None:
    """Make a key and print it, this once: only a digest of it is kept."""
    with open_keys_at(ledger, url, key) as ring:
        made = ring.create(principal, role, deal, by=_by(url))
    say_made(made, as_json=as_json)


@keys.command("list")
@refusing
def list_(ledger: Address = DEFAULT_ADDRESS, url: Url = "", key: Key = "", as_json: AsJson = False) -> None:
    """Print every key there ever was, without its secret."""
    with open_keys_at(ledger, url, key) as ring:
        found = ring.keys()
    if as_json:
        say_json(list(found))
        return
    rows = table("Id", "Principal", "Role", "Deals", "Made", "Last used", wrap="Deals")
    for one in found:
        rows.add_row(one.id, one.principal, one.role, _deals(one), one.created_at[:10], _last(one))
    out = answers()
    out.print(rows)
    out.print(f"{counted(len(found), 'key')}.")


@keys.command("narrow")
@refusing
def narrow(
    identity: Id,
    role: Lesser = None,
    deal: Fewer = None,
    ledger: Address = DEFAULT_ADDRESS,
    url: Url = "",
    key: Key = "",
    as_json: AsJson = False,
) -> None:
    """Let a key do less, or on fewer deals, from its next request on."""
    if role is None and not deal:
        raise typer.BadParameter("say what the key is left with: --role ROLE, --deal ID, or both", param_hint="--role")
    with open_keys_at(ledger, url, key) as ring:
        narrowed = ring.narrow(identity, role=role, deals=deal, by=_by(url))
    _say(narrowed, f"Key {identity} is for a {narrowed.role} on {_deals(narrowed)} from now on.", as_json)


@keys.command("revoke")
@refusing
def revoke(
    identity: Id, ledger: Address = DEFAULT_ADDRESS, url: Url = "", key: Key = "", as_json: AsJson = False
) -> None:
    """Let a key open nothing from its next request on."""
    with open_keys_at(ledger, url, key) as ring:
        revoked = ring.revoke(identity, by=_by(url))
    _say(revoked, f"Key {identity} of {revoked.principal} opens nothing any more.", as_json)


def _by(url: str) -> str:
    """Who does it: at a server whoever holds the key."""
    return "" if url else BY


def say_made(made: Made, *, as_json: bool) -> None:
    """Print a key just made, and its text."""
    if as_json:
        say_json(made.shown())
        return
    out = answers()
    out.print(f"A key for {made.key.principal}, {made.key.role} on {_deals(made.key)}. It is shown this once:")
    out.print(made.text, soft_wrap=True)


def _say(key: KeptKey, said: str, as_json: bool) -> None:
    if as_json:
        say_json(key)
    else:
        answers().print(said)


def _deals(key: KeptKey) -> str:
    return "all deals" if key.deals is None else ", ".join(key.deals) or "no deal"


def _last(key: KeptKey) -> str:
    if key.revoked_at is not None:
        return f"revoked {key.revoked_at[:10]}"
    return key.last_used_at[:16].replace("T", " ") if key.last_used_at is not None else "never"
