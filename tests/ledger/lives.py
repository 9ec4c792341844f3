"""Random lives of a ledger of two deals, and something that is recorded at the end of each."""

from typing import Any

from hypothesis import strategies as st

from tests.ledger.given import record
from tests.ledger.story import DEAL, claim, grade, id_of, proposition, retraction, tie, voiding

OTHER = "more-cranes"
DEALS = (DEAL, OTHER)
Life = tuple[list[Any], Any]
"""What is recorded one by one, passing over what is refused, and what at its end."""

CLAIMS = st.builds(
    claim,
    st.sampled_from(["agency-a", "agency-b", "agency-c", None]),
    st.sampled_from(["ordered", "shipped"]),
    stance=st.sampled_from(["affirms", "affirms", "denies", "unsure"]),
    publisher=st.sampled_from(["outlet", "wire"]),
    occasion=st.sampled_from([None, "briefing"]),
    deal=st.sampled_from(DEALS),
    on=st.sampled_from(["2024-01-01", "2024-01-02", "2024-01"]),
)
COUNTS = st.builds(
    claim, st.just("agency-a"), st.just("how-many"), value=st.sampled_from(["9", "12"]), deal=st.sampled_from(DEALS)
)
UNFILED = claim("agency-b", None, deal=None, text="Cranes, they say.")
SOURCES = st.sampled_from(["agency-a", "agency-b", "agency-c", "outlet", "state-x"])
KINDS = st.sampled_from(["affiliation", "ownership", "member-of", "speaks-for", "same-as", "dependence"])
TIES = st.builds(tie, SOURCES, KINDS, SOURCES, st.sampled_from(["suspected", "established"]))
DEAL_OF = st.sampled_from(DEALS)


@st.composite
def changing(draw: st.DrawFn, claims: list[Any]) -> Any:
    """Something that may be recorded once these claims are: most of it is accepted."""
    of = draw(st.sampled_from(claims))
    deal, name = draw(DEAL_OF), draw(st.sampled_from(["ordered", "shipped"]))
    about = {"deal": deal, "proposition": name}
    source = draw(SOURCES)
    anew = draw(CLAIMS)
    ruling = draw(st.sampled_from(["true", "false", "undeterminable"]))
    return draw(
        st.sampled_from(
            [
                retraction(of, by=of.attribution[0].source),
                retraction(of, by=of.attribution[-1].source, scope="origin"),
                record("correction", claim=id_of(of), reason="a misreading"),
                anew.model_copy(update={"corrects": id_of(of), "text": "read again"}),
                anew.model_copy(update={"restates": id_of(of), "deal": of.deal, "proposition": of.proposition}),
                anew,
                grade(of, draw(st.sampled_from("12456"))),
                voiding(of),
                record("grade", source=source, reliability=draw(st.sampled_from("AEF")), reason="as read"),
                draw(TIES),
                record(
                    "relation",
                    source=source,
                    kind="interest",
                    deal=deal,
                    favours="affirms",
                    degree="suspected",
                    reason="x",
                ),
                record("verdict", **about, verdict=ruling, reason="seen"),
                record("reopening", **about, reason="seen again"),
                record("assignment", claim=id_of(UNFILED), **about),
                proposition("paid", deal, stage="order", implies=["ordered"]),
            ]
        )
    )


@st.composite
def lives(draw: st.DrawFn) -> Life:
    """A life of a ledger, and something recorded at its end."""
    claims = [*draw(st.lists(st.one_of(CLAIMS, COUNTS), min_size=1, max_size=7)), UNFILED]
    earlier = draw(st.lists(changing(claims), max_size=4))
    return [*claims, *earlier], draw(changing(claims))
