"""Reads the operation a request asks for, from a query string, a JSON body or a multipart form."""

import json
from collections.abc import Mapping
from typing import Any

import orjson
from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from strawberry.file_uploads.utils import replace_placeholders_with_files
from strawberry.http import GraphQLRequestData, GraphQLRequestProtocol

from api.bodies import MAX_BODY, PREFLIGHT, is_upload
from api.faults import Refusal
from api.known import KnownDocuments
from api.limits import MAX_VALUES, too_many_values

MAX_FILES = 10
_NO_BATCHES = "Batching is not enabled."


async def read_operation(
    request: Request, known: KnownDocuments, protocol: GraphQLRequestProtocol
) -> GraphQLRequestData:
    """The operation asked for; raises Refusal for what is none."""
    return _operation(await _sent(request), known, protocol)


def posted_operation(body: bytes, known: KnownDocuments) -> GraphQLRequestData:
    """The operation of a JSON body, for one response; raises Refusal for what is none."""
    return _operation(_one(_of_body(body)), known, "http")


async def _sent(request: Request) -> dict[str, Any]:
    if request.method == "GET":
        return _from_url(request.query_params)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        return _one(_of_body(await request.body()))
    if kind == "multipart/form-data":
        return await _from_form(request)
    # Any page may make a browser send other types without asking first.
    raise Refusal(415, "UNSUPPORTED_MEDIA_TYPE", "Send the operation as application/json.")


def _of_body(body: bytes) -> object:
    """The JSON of a body; a list is refused before its many operations are read."""
    if body[:100].lstrip().startswith(b"["):
        raise _bad(_NO_BATCHES)
    return _loaded(body, "body")


def _one(sent: object) -> dict[str, Any]:
    """One operation; raises Refusal for a list of them and for anything else."""
    if isinstance(sent, list):
        raise _bad(_NO_BATCHES)
    if not isinstance(sent, dict):
        raise _bad("The request must be a JSON object.")
    return sent


def _from_url(parameters: Mapping[str, str]) -> dict[str, Any]:
    sent: dict[str, Any] = dict(parameters)
    for name in ("variables", "extensions"):
        if sent.get(name):
            sent[name] = _loaded(sent[name], name)
        else:
            sent.pop(name, None)
    return sent


async def _from_form(request: Request) -> dict[str, Any]:
    """The operation of a form as the multipart request specification has it."""
    if not is_upload(request.headers):
        raise Refusal(400, "PREFLIGHT_NEEDED", f"A form needs the header {PREFLIGHT[0]}: 1.")
    try:
        form = await request.form(max_files=MAX_FILES, max_fields=MAX_FILES, max_part_size=MAX_BODY)
    except HTTPException as error:
        raise _bad("The form cannot be read.") from error
    operations = _one(_loaded(_field(form, "operations"), "operations"))
    places = _loaded(_field(form, "map"), "map")
    files = {name: value for name, value in form.multi_items() if isinstance(value, UploadFile)}
    try:
        return dict(replace_placeholders_with_files(operations, places, files))
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise _bad("The map of the form does not fit its files and variables.") from error


def _field(form: FormData, name: str) -> str:
    value = form.get(name)
    if not isinstance(value, str):
        raise _bad(f"The form lacks the field {name}.")
    return value


def _operation(
    sent: dict[str, Any], known: KnownDocuments, protocol: GraphQLRequestProtocol
) -> GraphQLRequestData:
    variables, extensions = sent.get("variables"), sent.get("extensions")
    name = sent.get("operationName")
    query = known.text_of(sent.get("query"), sent.get("documentId"), extensions)
    if not isinstance(query, str) or not query:
        raise _bad("The request names no document: send a query that is a string.")
    if not isinstance(variables, dict | None) or not isinstance(extensions, dict | None):
        raise _bad("The variables and the extensions must be objects or null.")
    if too_many_values(variables):
        raise Refusal(413, "QUERY_TOO_COSTLY", f"Variables hold at most {MAX_VALUES:,} values.")
    if not isinstance(name, str | None):
        raise _bad("The operation's name must be a string or null.")
    return GraphQLRequestData(query, variables, name or None, extensions, protocol)


def _loaded(text: str | bytes, what: str) -> Any:  # noqa: ANN401 (JSON)
    try:
        return orjson.loads(text)
    except (json.JSONDecodeError, ValueError) as error:
        raise _bad(f"The {what} cannot be read as JSON.") from error


def _bad(message: str) -> Refusal:
    return Refusal(400, "BAD_REQUEST", message)
