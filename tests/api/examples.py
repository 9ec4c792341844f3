"""A story that can be sent in this order, and what of it each operation takes."""

from typing import Any

Example = dict[str, Any]

DEAL_ID = "harbour-cranes"

SOURCE: Example = {"id": "harbour-post", "name": "The Harbour Post", "kind": "outlet", "class": "press"}
OTHER_SOURCE: Example = {"id": "port-authority", "name": "The port authority", "kind": "agency", "class": "official"}
SOURCE_GRADE: Example = {"reliability": "B", "reason": "Right about four shipments out of five."}
RELATION: Example = {
    "kind": "affiliation",
    "to": "port-authority",
    "degree": "suspected",
    "reason": "It is printed in the port authority's house.",
}
DOCUMENT: Example = {
    "id": "harbour-post-2023-08-31",
    "title": "Cranes on the quay",
    "publisher": "harbour-post",
    "published": "2023-08-31",
    "language": "en",
    "media_type": "text/plain",
    "text": "Two cranes stood on the quay on Wednesday, the port authority said.",
}
DEAL: Example = {
    "id": DEAL_ID,
    "title": "Cranes for the harbour",
    "parties": [{"source": "port-authority", "role": "recipient", "favours": "denies"}],
}
PROPOSITION: Example = {
    "id": "cranes-delivered",
    "kind": "yes-no",
    "about": "deed",
    "stage": "delivery",
    "text": "Cranes were delivered to the harbour.",
    "period": "2023-08",
}
CLAIM: Example = {
    "deal": DEAL_ID,
    "proposition": "cranes-delivered",
    "stance": "affirms",
    "attribution": [
        {"source": "harbour-post", "role": "publisher", "on": "2023-08-31"},
        {"source": "port-authority", "role": "origin", "verb": "said", "basis": "witnessed", "on": "2023-08-30"},
    ],
    "evidence": [{"document": "harbour-post-2023-08-31", "start": 0, "end": 31}],
}
STORY = (
    ("sources", SOURCE),
    ("sources", OTHER_SOURCE),
    ("documents", DOCUMENT),
    ("deals", DEAL),
    (f"deals/{DEAL_ID}/propositions", PROPOSITION),
    ("claims", CLAIM),
)
"""What is sent to begin it, each below `/v1/`."""

UNFILED: Example = {
    "text": "A third crane is on its way.",
    "attribution": [{"source": "harbour-post", "role": "publisher", "on": "2023-09-01"}],
}
RESTATEMENT: Example = CLAIM | {
    "stance": "unsure",
    "attribution": [
        {"source": "harbour-post", "role": "publisher", "on": "2023-09-04"},
        {"source": "port-authority", "role": "origin", "verb": "conceded", "on": "2023-09-03"},
    ],
    "evidence": [],
}
CORRECTION: Example = {"reason": "We coded the caption of another picture."}
RETRACTION: Example = {
    "by": "harbour-post",
    "scope": "report",
    "on": "2023-09-02",
    "reason": "The paper withdrew the article: the picture was old.",
}
VOIDING: Example = {"scope": "report", "reason": "The withdrawal was of another article."}
CLAIM_GRADE: Example = {"credibility": "3", "reason": "Nobody else has said so yet."}
ASSIGNMENT: Example = {"deal": DEAL_ID, "proposition": "cranes-delivered"}
VERDICT: Example = {"verdict": "true", "on": "2023-10-01", "reason": "The cranes were seen at work."}
REOPENING: Example = {"reason": "What was seen at work stood in another harbour."}
BATCH = """\
{"record":"source","id":"port-watch","name":"Port Watch","kind":"account","class":"social"}
{"record":"claim","ref":"c1","deal":"harbour-cranes","proposition":"cranes-delivered","attribution":[{"source":"port-watch","role":"origin"}]}
{"record":"grade","claim":"c1","credibility":"4","reason":"An old picture."}
"""
FORGETTING: Example = {"reason": "An order of the court, of 4 September 2023."}
KEY: Example = {"principal": "ana", "role": "reporter", "deals": [DEAL_ID]}
NARROWING: Example = {"role": "reader"}

TAKEN: dict[tuple[str, str], Example | str] = {
    ("POST", "/v1/claims"): CLAIM,
    ("POST", "/v1/claims/{claim}/corrections"): CORRECTION,
    ("POST", "/v1/claims/{claim}/restatements"): RESTATEMENT,
    ("POST", "/v1/claims/{claim}/retractions"): RETRACTION,
    ("POST", "/v1/claims/{claim}/retractions/voidings"): VOIDING,
    ("POST", "/v1/claims/{claim}/grades"): CLAIM_GRADE,
    ("POST", "/v1/claims/{claim}/assignment"): ASSIGNMENT,
    ("POST", "/v1/batch"): BATCH,
    ("POST", "/v1/previews"): {"record": "claim", **CLAIM},
    ("POST", "/v1/sources"): SOURCE,
    ("POST", "/v1/sources/{source}/grades"): SOURCE_GRADE,
    ("POST", "/v1/sources/{source}/relations"): RELATION,
    ("POST", "/v1/documents"): DOCUMENT,
    ("PUT", "/v1/documents/{document}/content"): "bytes",
    ("POST", "/v1/deals"): DEAL,
    ("POST", "/v1/deals/{deal}/propositions"): PROPOSITION,
    ("POST", "/v1/deals/{deal}/propositions/{proposition}/verdicts"): VERDICT,
    ("POST", "/v1/deals/{deal}/propositions/{proposition}/reopenings"): REOPENING,
    ("POST", "/v1/claims/{claim}/forgettings"): FORGETTING,
    ("POST", "/v1/documents/{document}/forgettings"): FORGETTING,
    ("POST", "/v1/keys"): KEY,
    ("POST", "/v1/keys/{key}/narrowings"): NARROWING,
}
"""What each operation that records takes, by its method and path."""
