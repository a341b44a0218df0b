"""Refusals of HTTP requests in the form of a GraphQL response, so that clients read one form."""

import orjson
from starlette.responses import Response

INTERNAL = "เกิดข้อผิดพลาดภายในระบบ โปรดลองใหม่"


class Refusal(Exception):
    """A request that is not carried out; `wait` in seconds where trying again later may help."""

    def __init__(self, status: int, code: str, message: str, wait: int | None = None) -> None:
        super().__init__(message)
        self.status, self.code, self.wait = status, code, wait


def fault(refusal: Refusal, request: str) -> Response:
    """The response of a refusal; `request` is the request's id."""
    told: dict[str, object] = {"code": refusal.code, "requestId": request}
    headers = {"cache-control": "no-store"}
    if refusal.wait is not None:
        told["retryAfter"] = refusal.wait
        headers["retry-after"] = str(refusal.wait)
    body = {"errors": [{"message": str(refusal), "extensions": told}]}
    return Response(orjson.dumps(body), refusal.status, headers, "application/json")
