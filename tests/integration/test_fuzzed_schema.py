"""Operations that schemathesis makes from the schema: none crashes, and each answer fits it."""

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from schemathesis.graphql import nodes

from api.schema import schema as ours

EXPECTED = {
    *("INVALID_INPUT", "GRAPHQL_VALIDATION_FAILED", "QUERY_TOO_COSTLY", "UNAUTHENTICATED"),
    *("FORBIDDEN", "NOT_FOUND", "BODY_TOO_LARGE", "BAD_REQUEST"),
}
schemathesis.graphql.scalar("Date", st.dates().map(lambda day: nodes.String(str(day))))
schemathesis.graphql.scalar("DateTime", st.datetimes().map(lambda at: nodes.String(f"{at}Z")))
schemathesis.graphql.scalar("JSON", st.text().map(nodes.String))
# No file comes with JSON: whatever stands there is refused.
schemathesis.graphql.scalar("Upload", st.text().map(nodes.String))
made = schemathesis.graphql.from_file(ours.as_str())


@made.parametrize()
@settings(
    max_examples=4,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_nothing_made_from_the_schema_fails(case, live_server):
    response = case.call(base_url=f"{live_server}/graphql")
    body = response.json()
    assert response.status_code in {200, 400, 413}, response.text
    codes = {error["extensions"]["code"] for error in body.get("errors", ())}
    assert codes <= EXPECTED, (case.body, body["errors"])
    if not codes:
        case.validate_response(response)


def test_every_root_field_is_tried():
    tried = sum(1 for _ in made.get_all_operations())
    roots = (ours._schema.query_type, ours._schema.mutation_type)
    assert tried == sum(len(root.fields) for root in roots)


@pytest.fixture(autouse=True)
def unharmed(live_server, request):
    """The server still answers."""
    yield
    import httpx2

    assert httpx2.get(f"{live_server}/readyz").status_code == 200
