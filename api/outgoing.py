"""The form in which responses go out: their media type, and refusals for asking too often."""

from collections.abc import Mapping
from typing import Final

from starlette.responses import Response

from api.faults import Refusal, fault
from api.requests import request_id
from db.errors import RateLimited

JSON: Final = "application/json"
RESPONSE: Final = "application/graphql-response+json"


def in_preferred_type(response: Response, headers: Mapping[str, str]) -> Response:
    """A JSON response, called a GraphQL response where the caller prefers that."""
    if response.media_type == JSON and RESPONSE in headers.get("accept", ""):
        response.headers["content-type"] = f"{RESPONSE}; charset=utf-8"
    return response


def too_often(refused: RateLimited) -> Response:
    """The response to a caller who has no points left."""
    response = fault(Refusal(429, refused.code, str(refused)), request_id())
    response.headers["retry-after"] = str(int(refused.wait))
    return response
