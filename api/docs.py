"""The interactive documentation, with all that it loads: from the installed package, and from nowhere else."""

from importlib.resources import files

from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response

from api.refusals import UnknownAddress

router = APIRouter(prefix="/docs", include_in_schema=False)

MEDIA_TYPES = {
    "swagger-ui-bundle.js": "text/javascript",
    "swagger-ui.css": "text/css",
    "favicon.png": "image/png",
    "start.js": "text/javascript",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The claim ledger over HTTP</title>
<link rel="icon" type="image/png" href="/docs/favicon.png">
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="operations"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
"""
START = b"""\
SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#operations",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: -1,
  validatorUrl: null,
})
"""
"""It has no validator: that would be asked at an address elsewhere."""


@router.get("")
async def page() -> HTMLResponse:
    """Show every operation, to be read and tried."""
    return HTMLResponse(PAGE, headers={"Content-Security-Policy": POLICY})


@router.get("/{asset}")
def asset(asset: str) -> Response:
    """Send what the page loads."""
    if asset not in MEDIA_TYPES:
        raise UnknownAddress(f"nothing is served at /docs/{asset}: /docs loads {', '.join(MEDIA_TYPES)}")
    content = START if asset == "start.js" else (files("fastapi_offline") / "static" / asset).read_bytes()
    return Response(content, media_type=MEDIA_TYPES[asset], headers={"Cache-Control": "max-age=3600"})
