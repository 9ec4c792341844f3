"""`claim-ledger explain`: the terms that add up to a belief."""

from ledger.belief.sentences import confidence
from ledger.belief.view import Explanation, PropositionBelief, VoiceTerm
from ledger.cli.opening import open_at
from ledger.cli.options import (
    DEFAULT_ADDRESS,
    Address,
    AsJson,
    AssertedAsOf,
    Deal,
    Key,
    Policy,
    Proposition,
    RecordedAsOf,
    Url,
    Without,
)
from ledger.cli.refusing import refusing
from ledger.cli.terminal import Terminal, answers, one_line, say_json, table
from ledger.silence import silence
from ledger.verbs import Verbs
from ledger.words import clocks, log_odds, remarks, share, short

_OF_THE_POLICY = {
    "base": "base rate",
    "learnt": "learnt from verdicts",
    "clamp": "held within the policy's bounds",
}


@refusing
def explain(
    deal: Deal,
    proposition: Proposition,
    recorded_as_of: RecordedAsOf = None,
    asserted_as_of: AssertedAsOf = None,
    without: Without = None,
    policy: Policy = None,
    ledger: Address = DEFAULT_ADDRESS,
    url: Url = "",
    key: Key = "",
    as_json: AsJson = False,
) -> None:
    """Print why a proposition is believed as it is: terms that add up, each with the claims behind it."""
    left_out = without or []
    with open_at(ledger, url, key) as opened:
        found = opened.explanation(
            deal,
            proposition,
            recorded_as_of=recorded_as_of,
            asserted_as_of=asserted_as_of,
            without=left_out,
            policy=policy,
        )
        if as_json:
            say_json(found)
            return
        asked = opened.beliefs(
            deal,
            recorded_as_of=str(found.recorded_as_of.position),
            asserted_as_of=asserted_as_of,
            without=left_out,
            policy=found.policy_digest,
        )
        believed = next(b for b in asked.propositions if isinstance(b, PropositionBelief) and b.id == proposition)
        out = answers()
        out.print(f"{deal}: {proposition}", style="bold")
        out.print(one_line(believed.text))
        out.print(clocks(found.recorded_as_of, found.asserted_as_of, left_out, found.policy))
        _print_terms(out, found)
        _print_result(out, opened, found)
        out.print(confidence(believed))
        _print_claims(out, opened, found)


def _print_terms(out: Terminal, found: Explanation) -> None:
    terms = table("Term", "Stance", "Log-odds", "Remarks", right=("Log-odds",), wrap="Remarks")
    for term in found.terms:
        added = log_odds(term.millionths)
        if isinstance(term, VoiceTerm):
            terms.add_row(term.voice, term.stance, added, "; ".join(remarks(term)))
        else:
            terms.add_row(_OF_THE_POLICY[term.kind], "", added, "")
    terms.add_section()
    terms.add_row("sum", "", log_odds(sum(term.millionths for term in found.terms)), "")
    out.print(terms)


def _print_result(out: Terminal, ledger: Verbs, found: Explanation) -> None:
    evidence = f"log-odds {log_odds(found.log_odds)}"
    if found.verdict is not None:
        by = "" if found.verdict.given_on == found.proposition else f" through {found.verdict.given_on}"
        out.print(f"A verdict settles it{by}: {found.verdict.ruling.value}. The evidence alone has {evidence}.")
    elif found.vacuous:
        out.print(f"The evidence is too little for a belief: no basis ({evidence}).")
    if not found.voices:
        at = found.recorded_as_of.position
        out.print(f"{_begun(silence(ledger, found.deal, found.proposition, at, one_line))}.")
    else:
        out.print(f"It is {share(found.probability)}: probability {found.probability}, {evidence}.")


def _begun(clause: str) -> str:
    """A clause as the beginning of a sentence."""
    return clause[0].upper() + clause[1:]


def _print_claims(out: Terminal, ledger: Verbs, found: Explanation) -> None:
    claims = table("Position", "Said", "Through", "Claim", right=("Position",), wrap="Through")
    for term in found.voices:
        for name in term.claims:
            claim = ledger.claim(name)
            hops = " < ".join(hop.source or "unnamed" for hop in claim.attribution)
            claims.add_row(str(claim.position), claim.asserted_at or "undated", hops, short(name))
    if claims.row_count:
        out.print("\nThe claims behind it, each voice's heaviest first:")
        out.print(claims)
