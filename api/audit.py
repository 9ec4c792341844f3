"""The audit: signed checkpoints and tiles, as log clients read them (C2SP tlog-tiles), and proofs for anybody else."""

from gzip import compress

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from api.accept import takes_gzip
from api.access import Served, of_the_log
from api.answers import answer
from api.description import answers, hands_out
from api.questions import AskedConsistency, AskedInclusion
from ledger.proof import ConsistencyProof, InclusionProof, Verifiers

router = APIRouter(prefix="/v1/audit", tags=["audit"], dependencies=[Depends(of_the_log)])
NOTE = "text/plain; charset=utf-8"
BYTES = "application/octet-stream"
UNCHANGING = "private, max-age=31536000, immutable"
"""How long a tile may be kept: for good, but by nobody between us and the holder of the key."""


@router.get("/checkpoint", **hands_out(NOTE))
def checkpoint(ledger: Served) -> Response:
    """Sign how many entries the log has and which root: a note (C2SP tlog-checkpoint, signed-note)."""
    return Response(ledger.checkpoint().note, media_type=NOTE)


@router.get("/tile/{tile:path}", **hands_out(BYTES))
def tile(ledger: Served, tile: str, request: Request) -> Response:
    """Hand out a tile of hashes, `0/x001/x234/067`, or of entries, `entries/000.p/17` (C2SP tlog-tiles)."""
    headers = {"Cache-Control": UNCHANGING, "Vary": "Accept-Encoding"}
    data = ledger.tile(tile)
    if tile.startswith("entries/") and takes_gzip(request.headers.get("accept-encoding", "")):
        return Response(compress(data, 1, mtime=0), headers=headers | {"Content-Encoding": "gzip"}, media_type=BYTES)
    return Response(data, headers=headers, media_type=BYTES)


@router.get("/proofs/inclusion", **answers(InclusionProof))
def inclusion(ledger: Served, asked: AskedInclusion) -> Response:
    """Prove that the entry at a position is in the tree over so many entries, or over all that there are."""
    return answer(ledger.inclusion(asked.position, size=asked.size))


@router.get("/proofs/consistency", **answers(ConsistencyProof))
def consistency(ledger: Served, asked: AskedConsistency) -> Response:
    """Prove that the tree over so many entries, or over all that there are, goes on from an older one."""
    return answer(ledger.consistency(asked.old_size, size=asked.size))


@router.get("/verifiers", **answers(Verifiers))
def verifiers(ledger: Served) -> Response:
    """List the public keys to every signer that the ledger ever had, in the order in which they were made."""
    return answer(ledger.verifiers())
