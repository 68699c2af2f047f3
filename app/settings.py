"""What whoever runs Verbatim may set, by environment variables named VERBATIM_…"""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


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
    cors_origins: list[str] = Field(["*"], description="Origins that may read the API from a browser")
    cache_control: str = Field(
        "public, max-age=0, must-revalidate", description="Cache-Control of answers from the corpus"
    )
    index_language: str = Field("en", description="Language whose stems are indexed where an interview names none")
    time_limit_ms: int = Field(1000, ge=1, description="Longest time that one statement of the API may take")
    immutable: bool = Field(
        default=False, description="Open a SQLite file that no one will write, such as on a read-only mount"
    )
