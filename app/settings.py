"""What whoever runs Verbatim may set, by environment variables named VERBATIM_…"""

import json
import re
from typing import Annotated

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

_ADDRESS = re.compile(r"(?:https?://[^\s/?#]+[^\s?#]*)?", re.IGNORECASE)
_PREFIX = re.compile(r"(?:/[^\s?#]*)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


class Settings(BaseSettings):
    """Passed in where needed; nothing else reads the environment."""

    model_config = SettingsConfigDict(env_prefix="VERBATIM_", extra="ignore")

    database_url: str = Field(
        "sqlite:///verbatim.db", description="SQLAlchemy URL of the database, or a path to a SQLite file"
    )
    public_url: str | None = Field(
        None, description="Where the API is reached from outside; makes URLs in bodies absolute"
    )
    root_path: str = Field("", description="Prefix under which a proxy serves the API")
    contact: str = Field(
        "The Verbatim developers <verbatim@example.org>", description="Whom users may write to, for the documentation"
    )
    page: bool = Field(default=True, description="Serve the reading page at `/`; without it, `/` leads to `/docs`")
    cors_origins: Annotated[list[str], NoDecode] = Field(
        ["*"], description="Origins that may read the API from a browser"
    )
    cache_control: str = Field(
        "public, max-age=0, must-revalidate", description="Cache-Control of answers from the corpus"
    )
    index_language: str = Field("en", description="Language whose stems are indexed where an interview names none")
    kept_mb: int = Field(16, ge=0, description="How many megabytes of answers a process keeps to give them again")
    time_limit_ms: int = Field(1000, ge=1, description="Longest time that one statement of the API may take")
    immutable: bool = Field(
        default=False, description="Open a SQLite file that no one will write, such as on a read-only mount"
    )

    @field_validator("cors_origins", mode="before")
    @classmethod
    def _origins(cls, value: object) -> object:
        try:
            found = json.loads(value) if isinstance(value, str) else value
        except ValueError:
            found = None
        if not isinstance(found, list) or not all(isinstance(origin, str) for origin in found):
            raise ValueError('wants a list in JSON, such as ["https://example.org"]')
        return found

    @field_validator("public_url")
    @classmethod
    def _address(cls, value: str | None) -> str | None:
        return value if value is None else _fitting(_ADDRESS, value, "an address such as https://example.org/api")

    @field_validator("root_path")
    @classmethod
    def _prefix(cls, value: str) -> str:
        return _fitting(_PREFIX, value, "a path with a slash before it, such as /api")

    @field_validator("index_language")
    @classmethod
    def _language(cls, value: str) -> str:
        return _fitting(_LANGUAGE, value, "a language tag such as en or pt-BR")


def faults_of(error: ValidationError) -> list[str]:
    """Say in a line each what is wrong with settings."""
    faults = ((fault["loc"][0], fault["msg"].removeprefix("Value error, "), fault["input"]) for fault in error.errors())
    return [f"VERBATIM_{str(name).upper()}: {said}, not {given!r}" for name, said, given in faults]


def _fitting(pattern: re.Pattern[str], value: str, wanted: str) -> str:
    if pattern.fullmatch(value) is None:
        raise ValueError(f"wants {wanted}")
    return value
