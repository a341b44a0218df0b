"""Who is calling, API keys, and the trail of what editors and admins did."""

# mypy: disable-error-code=untyped-decorator
# Strawberry types its field decorators as Any.

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, TypeVar

import strawberry
from sqlmodel import Session, col, select
from strawberry import relay
from strawberry.scalars import JSON

from api.context import Info
from api.pagination import DEFAULT_PAGE, Ask, Connection
from api.problems import InvalidInput, NotFound, Unavailable, problem_of
from api.schema.arguments import After, Before, First, Last, listed, page_of
from api.schema.enums import Role
from api.viewer import Viewer as Caller
from db import models
from db.errors import InvalidInput as InvalidInputError
from db.errors import ProblemError
from db.reads.access import broken_entry
from db.writes.keys import NewKey, create_key, revoke_key

T = TypeVar("T")


@strawberry.type(description="Who is calling, as the server sees it.")
class Viewer:
    """The caller."""

    role: Role = strawberry.field(description="What the caller may do.")
    name: str = strawberry.field(description="Name of the key or person; empty for strangers.")

    @classmethod
    def of(cls, caller: Caller) -> "Viewer":
        """A caller as GraphQL tells it."""
        return cls(role=caller.role, name=caller.name)


@strawberry.type(description="A key that programs and people call with; its secret is not kept.")
class ApiKey(relay.Node):
    """An API key."""

    id: relay.NodeID[str]
    key: str = strawberry.field(description="The part of the key that is no secret.")
    name: str = strawberry.field(description="Whose it is or what it is for.")
    role: Role = strawberry.field(description="What its holder may do.")
    created_at: datetime = strawberry.field(description="When it was made.")
    created_by: str = strawberry.field(description="Who made it.")
    expires_at: datetime | None = strawberry.field(description="When it ends; null for never.")
    revoked_at: datetime | None = strawberry.field(description="When it was revoked, if it was.")

    @classmethod
    def of(cls, row: models.ApiKey) -> "ApiKey":
        """The key in a row."""
        return cls(
            id=row.id,
            key=row.id,
            name=row.name,
            role=row.role,
            created_at=row.created_at,
            created_by=row.created_by,
            expires_at=row.expires_at,
            revoked_at=row.revoked_at,
        )


@strawberry.type(description="A key just made.")
class CreatedApiKey:
    """A key and its token."""

    token: str = strawberry.field(description="The whole key, shown this once and never again.")
    api_key: ApiKey = strawberry.field(description="The key as it is kept.")

    @classmethod
    def of(cls, made: NewKey) -> "CreatedApiKey":
        """A new key with its token."""
        return cls(token=made.token, api_key=ApiKey.of(made.row))


@strawberry.type(description="One act of an editor or admin, chained to the one before it.")
class AuditEntry:
    """An act."""

    number: int = strawberry.field(description="Its place in the chain, from 1.")
    at: datetime = strawberry.field(description="When it was done.")
    actor: str = strawberry.field(description="Who did it: key:..., login:... or cli.")
    act: str = strawberry.field(description="What was done, such as key.create.")
    target: str = strawberry.field(description="To what it was done.")
    detail: JSON = strawberry.field(description="What else is known of it; never a secret.")
    digest: str = strawberry.field(description="SHA-256 over the entry and the digest before it.")

    @classmethod
    def of(cls, row: models.AuditEntry) -> "AuditEntry":
        """The act in a row."""
        return cls(
            number=row.id,
            at=row.at,
            actor=row.actor,
            act=row.act,
            target=row.target,
            detail=JSON(row.detail),
            digest=row.digest,
        )


@strawberry.type(description="The trail as a chain.")
class AuditChain:
    """The state of the chain."""

    entries: int = strawberry.field(description="How many entries it has.")
    digest: str = strawberry.field(
        description="Where it ends; keep it elsewhere to notice a chain made anew."
    )
    broken_at: int | None = strawberry.field(
        description="The first entry that was changed, taken out or put in; null when it is whole."
    )

    @classmethod
    def read(cls, session: Session) -> "AuditChain":
        """The chain as it stands."""
        head = session.get_one(models.AuditHead, 1)
        return cls(entries=head.entries, digest=head.digest, broken_at=broken_entry(session))


@strawberry.input(description="A key to be made.")
class CreateApiKeyInput:
    """A new key."""

    name: str = strawberry.field(description="Whose it is or what it is for, at most 200 letters.")
    role: Role = strawberry.field(description="STAFF, EDITOR or ADMIN.")
    expires_at: datetime | None = strawberry.field(
        default=None, description="When it ends; null for never."
    )


@strawberry.input(description="A key to be revoked.")
class RevokeApiKeyInput:
    """Which key."""

    key: str = strawberry.field(description="The part of the key that is no secret.")


CreateApiKeyResult = Annotated[
    CreatedApiKey | InvalidInput | NotFound | Unavailable,
    strawberry.union("CreateApiKeyResult", description="The key made, or an expected failure."),
]
RevokeApiKeyResult = Annotated[
    ApiKey | InvalidInput | NotFound | Unavailable,
    strawberry.union("RevokeApiKeyResult", description="The key revoked, or an expected failure."),
]


@strawberry.type
class AccessQuery:
    """Who may come in."""

    @strawberry.field(description="Who is calling, as the server sees it.")
    def viewer(self, info: Info) -> Viewer:
        """The caller."""
        return Viewer.of(info.context.viewer)

    @strawberry.field(description="API keys, the oldest first; for admins.")
    async def api_keys(
        self, info: Info, first: First = DEFAULT_PAGE, after: After = None
    ) -> Connection[ApiKey]:
        """Keys, never their secrets."""
        info.context.viewer.require(Role.ADMIN)
        table = models.ApiKey
        order = [col(table.created_at), col(table.id)]
        return await listed(info, select(table), order, first, after, ApiKey.of)

    @strawberry.field(description="What editors and admins did, the oldest first; for admins.")
    async def audit_entries(
        self,
        info: Info,
        first: First = DEFAULT_PAGE,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[AuditEntry]:
        """The trail."""
        info.context.viewer.require(Role.ADMIN)
        table, ask = models.AuditEntry, Ask(first, after, last, before)
        return await page_of(info, select(table), [col(table.id)], ask, AuditEntry.of)

    @strawberry.field(description="Whether the trail is whole, by reading all of it; for admins.")
    async def audit_chain(self, info: Info) -> AuditChain:
        """The chain."""
        info.context.viewer.require(Role.ADMIN)
        return await info.context.read(AuditChain.read)


@strawberry.type
class AccessMutation:
    """Keys made and revoked."""

    @strawberry.mutation(description="Make an API key; for admins.")
    async def create_api_key(
        self,
        info: Info,
        input: Annotated[CreateApiKeyInput, strawberry.argument(description="The key.")],
    ) -> CreateApiKeyResult:
        """A new key."""
        actor = info.context.viewer.require(Role.ADMIN)
        try:
            ends = _moment(input.expires_at)
            made = await _write(
                info, lambda session: create_key(session, actor, input.name, input.role, ends)
            )
        except ProblemError as error:
            return problem_of(error)
        return CreatedApiKey.of(made)

    @strawberry.mutation(description="Make a key open nothing from now on; for admins.")
    async def revoke_api_key(
        self,
        info: Info,
        input: Annotated[RevokeApiKeyInput, strawberry.argument(description="The key.")],
    ) -> RevokeApiKeyResult:
        """A key revoked."""
        actor = info.context.viewer.require(Role.ADMIN)
        try:
            return ApiKey.of(await _write(info, lambda s: revoke_key(s, actor, input.key[:40])))
        except ProblemError as error:
            return problem_of(error)


def _moment(given: datetime | None) -> datetime | None:
    """The moment meant; one without a zone could mean any of several."""
    if given is not None and given.tzinfo is None:
        raise InvalidInputError("เวลาต้องระบุเขตเวลา เช่น 2027-01-31T00:00:00+07:00", ("expiresAt",))
    return given.astimezone(UTC) if given else None


async def _write(info: Info, work: Callable[[Session], T]) -> T:
    """Run `work` in a transaction of its own, off the event loop."""
    return await asyncio.to_thread(_written, info, work)


def _written(info: Info, work: Callable[[Session], T]) -> T:
    with info.context.services.database.writing() as session:
        return work(session)
