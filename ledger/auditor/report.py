"""Reports: a replay certificate as a page to be read and printed, which needs nothing but itself."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from ledger.auditor.view import Certificate
from ledger.belief.sentences import NO_BASIS, confidence, likelihood
from ledger.belief.view import DealBelief, PropositionBelief, ValuedBelief
from ledger.dossier.showing import policy
from ledger.unseen import visible

_STYLE = """
body { font: 11pt/1.45 serif; max-width: 46em; margin: 2em auto; padding: 0 1em; color: #111; }
h1 { font-size: 1.5em; } h2 { font-size: 1.15em; margin-top: 1.8em; break-after: avoid; }
table { border-collapse: collapse; width: 100%; } tr { break-inside: avoid; }
th, td { text-align: left; vertical-align: top; padding: .25em .8em .25em 0; border-bottom: 1px solid #ccc; }
code, pre { font: 9pt/1.4 monospace; overflow-wrap: anywhere; white-space: pre-wrap; }
@page { margin: 2cm; } @media print { body { margin: 0; max-width: none; } }
"""


def page(certificate: Certificate, note: str, beliefs: Iterable[DealBelief]) -> Iterator[str]:
    """The page, piece by piece: the same for the same, whenever and wherever it is made."""
    replay = certificate.replay
    until = replay.recorded_until
    yield '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy(_STYLE)}">\n'
    yield f"<title>Replay certificate of {text(certificate.origin)}</title>\n<style>{_STYLE}</style>\n"
    yield "<h1>Replay certificate</h1>\n"
    yield paragraph(
        f"The log {certificate.origin} holds {certificate.size:,} events. Folded anew from event 1 to position "
        f"{until.position:,}, recorded at {until.recorded_at or 'no time'}, they make the beliefs below, under the "
        "policy that was in force. The ledger answered with the same, to the last digit."
    )
    yield heading("What was signed")
    yield paragraph("This checkpoint says which entries the log held. Every entry is in the file events.ndjson.")
    yield f"<pre>{lines(note)}</pre>\n"
    yield paragraph("Its operator says that these are its keys. Compare them with what you have from elsewhere:")
    yield table(("Verifier",), ((f"<code>{text(key)}</code>",) for key in certificate.verifiers))
    yield heading("Policies")
    yield table(
        ("In force from position", "Policy", "Digest"),
        ((f"{r.position:,}", text(r.name), f"<code>{text(r.digest)}</code>") for r in replay.policies),
    )
    yield heading(f"What is believed at position {until.position:,}")
    for belief in beliefs:
        yield from _deal(belief)
    yield heading("Digests")
    digests = {"the log's root": certificate.root, "the beliefs, in order": replay.digest, **certificate.members}
    yield table(("Of", "Digest"), ((text(of), f"<code>{text(digest)}</code>") for of, digest in digests.items()))
    yield heading("Software")
    yield table(("Program", "Version"), ((text(name), text(said)) for name, said in certificate.software.items()))
    yield heading("What this does not show")
    yield "<ul>\n" + "".join(f"<li>{text(sentence)}</li>\n" for sentence in certificate.not_shown) + "</ul>\n"
    yield heading("How to check it")
    yield paragraph(
        "claim-ledger verify FILE --signed-by VERIFIER --checkpoint YOURS holds the events to the checkpoint, and to "
        "any that you kept, and replays them. verifier.py, one file of the program, does all but the replay, and needs "
        "Python alone."
    )
    yield "</html>\n"


def _deal(belief: DealBelief) -> Iterator[str]:
    stage = belief.ladder.furthest
    yield f"<h3>{text(belief.deal)}</h3>\n"
    yield paragraph(f"Furthest stage supported: {stage.value if stage is not None else 'none'}.")
    rows = ((text(p.id), text(p.text), text(_likelihood(p)), text(_confidence(p))) for p in belief.propositions)
    yield table(("Proposition", "What it says", "Likelihood", "Basis"), rows)


def _likelihood(belief: PropositionBelief | ValuedBelief) -> str:
    if isinstance(belief, ValuedBelief):
        return "; ".join(answer.value for answer in belief.answers) or NO_BASIS
    return likelihood(belief)


def _confidence(belief: PropositionBelief | ValuedBelief) -> str:
    return "" if isinstance(belief, ValuedBelief) else confidence(belief)


def text(said: str) -> str:
    """What somebody wrote, as text of a page, on one line: no markup, and nothing that does not show or steers it."""
    return escape(visible(said))


def lines(said: str) -> str:
    """The same of what stands on several lines."""
    return "\n".join(map(text, said.split("\n")))


def heading(said: str) -> str:
    """A heading."""
    return f"<h2>{text(said)}</h2>\n"


def paragraph(said: str) -> str:
    """A paragraph."""
    return f"<p>{text(said)}</p>\n"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are markup already."""
    head = "".join(f"<th>{text(column)}</th>" for column in columns)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in rows)
    return f"<table>\n<tr>{head}</tr>\n{body}</table>\n"
