"""Settings from the environment, read once. An unknown SODKLONG_ name is an error."""

import os
from enum import StrEnum
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from db.errors import InvalidInput

PREFIX = "SODKLONG_"


class Environment(StrEnum):
    """Where the program runs."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


class Settings(BaseSettings):
    """What an operator may set; see the README for each."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid")

    data_dir: Path = Field(default=Path("var"))
    environment: Environment = Environment.DEVELOPMENT
    database_url: SecretStr | None = None
    embedder: str = "bundled"
    reranker: str | None = None
    llm: str | None = None
    llm_base_url: str | None = None
    llm_api_key: SecretStr | None = None
    llm_timeout: float = Field(default=30.0, gt=0, le=600)
    llm_max_tokens: int = Field(default=1_000, ge=50, le=8_000)
    llm_price_in: float = Field(default=0.0, ge=0)
    llm_price_out: float = Field(default=0.0, ge=0)


def read_settings() -> Settings:
    """The settings of this process; raises InvalidInput naming what is wrong."""
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    unknown = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
    if unknown:
        raise InvalidInput(f"ไม่รู้จักค่าตั้ง {', '.join(unknown)} (ที่ใช้ได้: {', '.join(sorted(known))})")
    try:
        return Settings()
    except ValidationError as error:
        wrong = ", ".join(f"{PREFIX}{str(e['loc'][0]).upper()}" for e in error.errors())
        raise InvalidInput(f"ค่าตั้ง {wrong} ไม่ถูกต้อง") from error
