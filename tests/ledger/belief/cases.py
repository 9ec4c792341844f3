"""Cases for property tests: small random logs about a chain or web of propositions."""

from dataclasses import dataclass

from hypothesis import strategies as st

from tests.ledger.belief.given import Given

SOURCES = ("a", "b", "c", "d", "e", "party", "rival")
Web = list[tuple[int, int]]
Tied = list[tuple[str, str, str, str]]
Graded = dict[str, str]

NAMES = ("p0", "p1", "p2", "p3")


@dataclass(frozen=True)
class Said:
    """A claim to be recorded; its text tells its credibility, which is no part of what a claim's id is made of."""

    proposition: str
    origin: str
    known: bool
    publisher: str
    stance: str
    mode: str
    basis: str
    hedge: str
    occasion: str | None
    credibility: str | None
    line: int

    def on(self, given: Given) -> str:
        hops = (f"publisher:{self.publisher}", f"{'origin' if self.known else 'speaker'}:{self.origin}")
        return given.claim(
            self.proposition,
            *hops,
            stance=self.stance,
            mode=self.mode,
            basis=self.basis,
            hedge=self.hedge,
            occasion=self.occasion,
            credibility=self.credibility,
            text=f"said {self.line}, credibility {self.credibility}",
        )


def said(
    propositions: tuple[str, ...] = NAMES,
    stances: tuple[str, ...] = ("affirms", "denies", "affirms", "denies", "unsure"),
    occasions: tuple[str | None, ...] = (None, None, "briefing", "hearing"),
    sources: tuple[str, ...] = SOURCES,
    modes: tuple[str, ...] = ("fact", "assessment", "forecast", "opinion", "act"),
) -> st.SearchStrategy[Said]:
    return st.builds(
        Said,
        proposition=st.sampled_from(propositions),
        origin=st.sampled_from(sources),
        known=st.booleans(),
        publisher=st.sampled_from(("wire", "paper", "a")),
        stance=st.sampled_from(stances),
        mode=st.sampled_from(modes),
        basis=st.sampled_from(("witnessed", "deduced", "induced", "told")),
        hedge=st.sampled_from(("certain", "probable", "possible", "uncommitted")),
        occasion=st.sampled_from(occasions),
        credibility=st.sampled_from((None, None, "1", "2", "4", "5", "6")),
        line=st.integers(0, 10**6),
    )


ties = st.lists(
    st.tuples(
        st.sampled_from(SOURCES),
        st.sampled_from(("affiliation", "ownership", "member-of", "speaks-for", "same-as", "dependence")),
        st.sampled_from((*SOURCES, "gov1", "gov2")),
        st.sampled_from(("established", "suspected")),
    ).filter(lambda t: t[0] != t[2]),
    max_size=4,
)

grades = st.dictionaries(st.sampled_from((*SOURCES, "wire", "paper")), st.sampled_from("ABCDEF"), max_size=5)

webs = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(lambda e: e[0] < e[1]), max_size=5, unique=True)
"""Implications: the second of a pair, by number, implies the first."""


def opened(web: Web, tied: Tied, graded: Graded) -> Given:
    """A deal with four propositions, the last of which speaks of a deed like the others."""
    given = Given()
    given.deal(("party", "denies"))
    for number, name in enumerate(NAMES):
        given.proposition(name, *(NAMES[low] for low, high in web if high == number))
    for source in (*SOURCES, "wire", "paper"):
        given.source(source)
    given.interest("rival", "affirms", since="2020")
    for source, kind, to, degree in tied:
        given.tie(source, kind, to, degree)
    for source, grade in graded.items():
        given.grade(source, grade)
    return given
