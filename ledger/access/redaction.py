"""Redaction: answers about what a key sees, without what they would tell of the rest."""

from ledger.access.sight import Seeing
from ledger.belief.matrix import Matrix, Row
from ledger.belief.view import Explanation, News, VoiceTerm
from ledger.footprint import Footprint
from ledger.provenance import Happened, Provenance
from ledger.views import Changes, ClaimView, SourceView


class Redaction:
    """Takes out of answers what a key does not see."""

    def __init__(self, sight: Seeing) -> None:
        self._sight = sight

    def claim(self, claim: ClaimView) -> ClaimView:
        """A claim, without the ids of what it replaced or was replaced by under deals that the key does not reach."""
        ends = {"corrects": claim.corrects, "corrected_by": claim.corrected_by}
        hidden = {name: None for name, other in ends.items() if other is not None and not self._sight.claim(other)}
        return claim.model_copy(update=hidden) if hidden else claim

    def provenance(self, found: Provenance) -> Provenance:
        """A provenance by the names of sources that the key sees."""
        sees, under = self._sight.source, found.voice
        known = tuple(step for step in under.through if sees(step.source) and sees(step.to))
        named = under.voice if sees(under.voice) else under.source
        voice = under.model_copy(update={"voice": named, "through": known})
        return found.model_copy(update={"voice": voice, "later": tuple(map(self._told, found.later))})

    def source(self, source: SourceView) -> SourceView:
        """A source without its relations to what the key does not see; nor does its version count them."""
        unseen = self._sight.unseen(source.relations)
        if not unseen:
            return source
        relations = tuple(relation for relation in source.relations if self._sight.relation(relation))
        return source.model_copy(update={"relations": relations, "version": source.version - unseen})

    def footprint(self, found: Footprint) -> Footprint:
        """A footprint by the names that the key sees."""
        return found.model_copy(update={"same_as": tuple(filter(self._sight.source, found.same_as))})

    def matrix(self, found: Matrix) -> Matrix:
        """A matrix; a voice that has the name of a source that the key does not see goes by one that spoke."""
        return found.model_copy(update={"rows": tuple(map(self._heard, found.rows))})

    def explanation(self, found: Explanation, matrix: Matrix) -> Explanation:
        """An explanation, its voices named as in the matrix of the same deal, which was not redacted."""
        named = {row.voice: self._heard(row).voice for row in matrix.rows}
        terms = (
            term.model_copy(update={"voice": named[term.voice]}) if isinstance(term, VoiceTerm) else term
            for term in found.terms
        )
        return found.model_copy(update={"terms": tuple(terms)})

    def changes(self, found: Changes) -> Changes:
        """Changes without the events that moved nothing and are of what the key does not see."""
        if self._sight.whole:
            return found
        seen = (one for one in found.items if one.news is not News.NONE or self._sight.happened(one))
        return found.model_copy(update={"items": tuple(seen)})

    def _heard(self, row: Row) -> Row:
        return row if self._sight.source(row.voice) else row.model_copy(update={"voice": row.sources[0]})

    def _told(self, happened: Happened) -> Happened:
        """What happened to a claim; not by what and why it was replaced under a deal that the key does not reach."""
        replacement = happened.fact.get("replacement")
        if replacement is None or self._sight.claim(str(replacement)):
            return happened
        return happened.model_copy(update={"fact": {}})
