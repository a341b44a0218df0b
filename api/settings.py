"""Settings from the environment, read once. An unknown SODKLONG_ name is an error.

A secret may stand in a file that SODKLONG_<NAME>_FILE names.
"""

import os
import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from api.logs import Logs
from db.errors import InvalidInput

PREFIX, IN_FILE = "SODKLONG_", "_FILE"
SECRETS = ("database_url", "database_password", "llm_api_key")
_ENDPOINT = re.compile(r"https?://[^/\s@]+/?", re.IGNORECASE)
_ORIGIN = re.compile(r"https?://[^/\s*]+", re.IGNORECASE)


class Environment(StrEnum):
    """Where the program runs."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


class Queries(StrEnum):
    """Whose documents are run for callers nobody knows."""

    ANY = "any"
    KNOWN = "known"


class Readers(StrEnum):
    """Who may read the metrics without an admin's key."""

    LOCAL = "local"
    OPEN = "open"


def _listed(value: object) -> object:
    """The names between commas."""
    if not isinstance(value, str):
        return value
    return tuple(name for part in value.split(",") if (name := part.strip()))


def _checked_origins(origins: tuple[str, ...]) -> tuple[str, ...]:
    if wrong := [origin for origin in origins if not _ORIGIN.fullmatch(origin)]:
        raise ValueError(f"not an origin: {wrong[0]}")
    return tuple(origin.lower() for origin in origins)


def _checked_endpoint(address: str | None) -> str | None:
    if address is not None and not _ENDPOINT.fullmatch(address):
        raise ValueError("not an address")
    return address


Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)]
Origins = Annotated[Names, AfterValidator(_checked_origins)]


class Settings(BaseSettings):
    """What an operator may set; see the README for each."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    data_dir: Path = Field(default=Path("var"))
    environment: Environment = Environment.DEVELOPMENT
    database_url: SecretStr | None = None
    database_password: SecretStr | None = None
    chroma_url: Annotated[str | None, AfterValidator(_checked_endpoint)] = None
    keep_generations: int = Field(default=2, ge=1, le=100)
    check_questions: int = Field(default=20, ge=0, le=1_000)
    check_least: float = Field(default=0.8, ge=0, le=1)
    embedder: str = "bundled"
    reranker: str | None = None
    llm: str | None = None
    llm_base_url: str | None = None
    llm_api_key: SecretStr | None = None
    llm_timeout: float = Field(default=30.0, gt=0, le=600)
    llm_max_tokens: int = Field(default=1_000, ge=50, le=8_000)
    llm_price_in: float = Field(default=0.0, ge=0)
    llm_price_out: float = Field(default=0.0, ge=0)
    anonymous_asking: bool = True
    rate_points: int = Field(default=6_000, ge=1)
    rate_questions: int = Field(default=30, ge=1)
    oidc_issuer: str | None = None
    oidc_audience: str | None = None
    oidc_keys: str | None = None
    oidc_role_claim: str = "roles"
    hosts: Names = ()
    origins: Origins = ()
    queries: Queries = Queries.ANY
    timeout: float = Field(default=30.0, gt=0, le=600)
    answer_timeout: float = Field(default=120.0, gt=0, le=3_600)
    max_questions: int | None = Field(default=None, ge=1, le=1_000)
    max_streams: int = Field(default=500, ge=1)
    max_streams_each: int = Field(default=50, ge=1)
    socket_idle: float = Field(default=300.0, gt=0)
    conversation_days: int = Field(default=0, ge=0, le=36_500)
    workers: int = Field(default=1, ge=0, le=16)
    upload_mb: int = Field(default=50, ge=1, le=1_000)
    logs: Logs | None = None
    metrics: Readers = Readers.LOCAL
    otlp_endpoint: Annotated[str | None, AfterValidator(_checked_endpoint)] = None
    cache_mb: int = Field(default=64, ge=0, le=16_000)

    @property
    def log_form(self) -> Logs:
        """How the server logs: for programs in production, for people in development."""
        if self.logs is not None:
            return self.logs
        return Logs.JSON if self.environment is Environment.PRODUCTION else Logs.TEXT

    @property
    def questions_at_once(self) -> int:
        """How many questions are answered at once: without a language model nobody waits for
        another machine, and more threads than cores only wait for each other."""
        return self.max_questions or (8 if self.llm else 2)


def read_settings() -> Settings:
    """The settings of this process; raises InvalidInput naming what is wrong."""
    known = {_named(name) for name in Settings.model_fields}
    known |= {_named(name) + IN_FILE for name in SECRETS}
    unknown = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
    if unknown:
        raise InvalidInput(f"ไม่รู้จักค่าตั้ง {', '.join(unknown)} (ที่ใช้ได้: {', '.join(sorted(known))})")
    try:
        return Settings(**_secrets())
    except ValidationError as error:
        wrong = ", ".join(_named(str(e["loc"][0])) for e in error.errors())
        raise InvalidInput(f"ค่าตั้ง {wrong} ไม่ถูกต้อง") from error


def _named(field: str) -> str:
    return f"{PREFIX}{field.upper()}"


def _secrets() -> dict[str, Any]:
    """What stands in files; raises InvalidInput for one that cannot be read or is set twice."""
    found = {}
    for name in SECRETS:
        path = os.environ.get(_named(name) + IN_FILE)
        if not path:
            continue
        if _named(name) in os.environ:
            raise InvalidInput(f"ตั้ง {_named(name)} และ {_named(name)}{IN_FILE} พร้อมกันไม่ได้")
        try:
            found[name] = SecretStr(Path(path).read_text(encoding="utf-8").strip())
        except (OSError, UnicodeDecodeError) as error:
            raise InvalidInput(
                f"อ่านไฟล์ {path} ที่ตั้งใน {_named(name)}{IN_FILE} ไม่ได้ โปรดตรวจว่ามีไฟล์และสิทธิ์ในการอ่าน"
            ) from error
    return found
