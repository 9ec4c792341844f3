"""Records for the model, as Hypothesis draws them: JSON objects about a small world, most of them acceptable."""

from typing import Any

from hypothesis import strategies as st

Json = dict[str, Any]

DEAL, OTHER = "cranes", "grain"
DEALS = st.sampled_from([DEAL, DEAL, DEAL, OTHER])
OUTLETS, AGENCIES = ("wire", "paper"), ("agency-a", "agency-b", "agency-c")
SOURCES = (*OUTLETS, *AGENCIES, "buyer", "rival", "state")
NAMES = ("met", "agreed", "shipped", "delivered", "means-to")
STAGES = {"met": "contact", "agreed": "agreement", "shipped": "shipment", "delivered": "delivery"}
REASONS = st.sampled_from(["for one reason", "for another"])
PROPOSITIONS = st.sampled_from(NAMES)
SCOPES = st.sampled_from(["report", "origin"])
SAID = st.sampled_from(["2032-02-28", "2032-02-29", "2032-02", "../2032-02-29", "2032-02-28/..", "2032"])
PRINTED = st.sampled_from(["2032-02-29", "2032-03-01", "2032", "2038-01-19"])


def beginning() -> list[Json]:
    """The sources, two deals, and what is asked about them; the buyer gains where nothing is believed of the first."""
    kinds = {"wire": "press", "paper": "press", "state": "government"}
    return [
        *({"record": "source", "id": s, "name": s, "kind": "other", "class": kinds.get(s, "agency")} for s in SOURCES),
        {
            "record": "deal",
            "id": DEAL,
            "title": "Cranes",
            "parties": [{"source": "buyer", "role": "buyer", "favours": "denies"}, {"source": "wire", "role": "agent"}],
        },
        {"record": "deal", "id": OTHER, "title": "Grain", "parties": [{"source": "rival", "role": "seller"}]},
        raising(DEAL, "met", []),
        raising(DEAL, "agreed", []),
        raising(DEAL, "shipped", ["met"]),
        raising(DEAL, "means-to", []),
        raising(OTHER, "met", []),
    ]


def raising(deal: str, name: str, implies: list[str], text: str = "It is so.") -> Json:
    """A yes-no proposition; `means-to` alone is about a plan and at no stage."""
    about = {"about": "deed", "stage": STAGES[name]} if name in STAGES else {"about": "plan"}
    return {
        "record": "proposition", "deal": deal, "id": name, "kind": "yes-no", "text": text, "implies": implies, **about
    }  # fmt: skip


HEDGES = st.sampled_from(["certain", "probable", "probable", "possible", "uncommitted"]).map(
    lambda level: {"level": level}
)
BASES = st.sampled_from(["witnessed", "deduced", "induced", "told", "read"])
PUBLISHED = st.fixed_dictionaries(
    {"role": st.just("publisher"), "source": st.sampled_from([*OUTLETS, "agency-a"])},
    optional={"on": PRINTED},
)
RELAYED = st.fixed_dictionaries(
    {"role": st.just("speaker")}, optional={"source": st.sampled_from(SOURCES), "hedge": HEDGES}
)
DEEPEST = st.fixed_dictionaries(
    {"role": st.sampled_from(["origin", "origin", "origin", "speaker"]), "source": st.sampled_from(SOURCES)},
    optional={"basis": BASES, "hedge": HEDGES, "on": SAID},
)
HOPS = st.tuples(
    st.lists(PUBLISHED, max_size=1),
    st.lists(RELAYED, max_size=1),
    DEEPEST,
    st.sampled_from([False, False, False, True]),
)
CLAIMS = st.fixed_dictionaries(
    {
        "stance": st.sampled_from(["affirms"] * 4 + ["denies"] * 3 + ["unsure", "challenges"]),
        "attribution": HOPS.map(lambda drawn: attribution(*drawn)),
    },
    optional={
        "mode": st.sampled_from(["fact", "assessment", "assessment", "act", "act", "forecast", "intention", "opinion"]),
        "credibility": st.sampled_from("122234456"),
        "occasion": st.sampled_from(["briefing", "hearing"]),
        "asserted_at": SAID,
        "text": st.sampled_from(["As printed.", "As broadcast in Łódź."]),
    },
).map(lambda fields: {"record": "claim", **fields})
FILINGS = [(DEAL, name) for name in ("shipped", "met", "agreed", "shipped", "met", "shipped", "means-to", "delivered")]
FILED = st.builds(
    lambda claim, filing: {**claim, "deal": filing[0], "proposition": filing[1]},
    CLAIMS,
    st.sampled_from([*FILINGS, (OTHER, "met")]),
)
"""Claims on propositions, one of which may not be raised yet."""


def attribution(published: list[Json], relayed: list[Json], deepest: Json, unnamed: bool) -> list[Json]:
    """Hops, the last of which may name nobody."""
    beyond = [{"role": "origin"}] if unnamed else []
    return [*published, *relayed, {**deepest, "role": "speaker"} if unnamed else deepest, *beyond]


TIES = st.builds(
    lambda one, kind, to, degree, reason: {
        "record": "relation", "source": one, "kind": kind, "to": to, "degree": degree, "reason": reason
    },
    st.sampled_from(SOURCES),
    st.sampled_from(["affiliation", "ownership", "member-of", "speaks-for", "same-as", "dependence"]),
    st.sampled_from([*AGENCIES, "state", "buyer"]),
    st.sampled_from(["established", "established", "suspected"]),
    REASONS,
)  # fmt: skip
INTERESTS = st.fixed_dictionaries(
    {
        "record": st.just("relation"),
        "source": st.sampled_from([*AGENCIES, "rival", "state"]),
        "kind": st.just("interest"),
        "deal": DEALS,
        "favours": st.sampled_from(["affirms", "denies"]),
        "degree": st.sampled_from(["established", "suspected"]),
        "reason": REASONS,
    },
    optional={"since": st.sampled_from(["2032-02-29", "2031", "2032-02/.."])},
)
SOURCE_GRADES = st.fixed_dictionaries(
    {
        "record": st.just("grade"),
        "source": st.sampled_from(SOURCES),
        "reliability": st.sampled_from("ABCDEF"),
        "reason": REASONS,
    }
)

MALFORMED: list[tuple[Json, str]] = [
    ({"record": "source", "id": "wire", "name": "Another", "kind": "other", "class": "press"}, "already-otherwise"),
    ({"record": "grade", "source": "nobody", "reliability": "A", "reason": "x"}, "unknown-reference"),
    ({"record": "grade", "source": "wire", "reliability": "G", "reason": "x"}, "invalid-record"),
    ({"record": "claim", "attribution": [{"source": "wire", "role": "publisher"}]}, "invalid-record"),
    ({"record": "claim", "text": "x", "attribution": [{"role": "publisher"}]}, "bad-attribution"),
    ({"record": "claim", "text": "x", "attribution": [{"source": "nobody", "role": "publisher"}]}, "unknown-reference"),
    ({"record": "claim", "text": "x", "attribution": [{"source": "wire", "role": "publisher", "on": "2031-02-29"}]},
     "invalid-record"),
    ({"record": "verdict", "deal": DEAL, "proposition": "nothing", "verdict": "true", "reason": "x"},
     "unknown-reference"),
    ({"record": "relation", "source": "wire", "kind": "same-as", "to": "wire", "degree": "suspected", "reason": "x"},
     "rejected"),
]  # fmt: skip
"""Records that are refused whatever is on record, and how."""
