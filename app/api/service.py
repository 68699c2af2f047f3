"""The service itself: alive, ready, and of which version. Nothing here is kept by anyone."""

from fastapi import APIRouter, Depends, Request, Response
from sqlalchemy.exc import DBAPIError

from app import schema, words
from app.api.answers import refuse_unreadable
from app.api.engines import MISSING
from app.api.errors import UnavailableError
from app.api.openapi import responses
from app.api.parameters import refuse_faults
from app.api.reading import CorpusReading, Reading
from app.api.schemas import Engine, Health, Readiness, Version
from app.database import dialect_of
from app.queries.corpus import look_into_tables

OTHER_WORDS = "The word index was made by other rules of what a word is: `verbatim ingest` makes it anew."


async def _fresh(request: Request, response: Response) -> None:
    refuse_faults(request)
    response.headers["Cache-Control"] = "no-store"


router = APIRouter(tags=["service"], dependencies=[Depends(_fresh)], responses=responses(UnavailableError))


@router.get("/healthz", operation_id="getHealth")
async def get_health() -> Health:
    """Tell that the process answers; nothing else is looked at."""
    return Health(status="ok")


@router.get("/readyz", operation_id="getReadiness")
def get_readiness(reading: Reading) -> Readiness:
    """Tell whether the corpus can be read: database open, migrated, its word index in step, nothing found damaged.

    A copy that is behind is ready: how far it may be is for whoever runs it to say.
    """
    try:
        revision, in_step = reading.corpus.revision, reading.corpus.word_rules == words.rules()
        lag_ms = dialect_of(reading.session.get_bind()).lag_ms(reading.session.connection())
        look_into_tables(reading.session)
        reading.engine.read_damaged_again(reading.session.connection())
    except DBAPIError as error:
        refuse_unreadable(reading, error)
        raise UnavailableError(MISSING) from error
    finally:
        reading.close()
    if not in_step:
        raise UnavailableError(OTHER_WORDS)
    return Readiness(status="ready", revision=revision, lag_ms=lag_ms)


@router.get("/version", operation_id="getVersion")
def get_version(reading: Reading) -> Version:
    """Get the versions of the application, the schema and the engine, and the corpus's revision."""
    try:
        revision, engine = reading.corpus.revision, _engine(reading)
    except (DBAPIError, UnavailableError):
        revision, engine = None, None
    finally:
        reading.close()
    return Version(app=reading.request.app.version, schema_=schema.head(), engine=engine, revision=revision)


def _engine(reading: CorpusReading) -> Engine:
    dialect = reading.session.get_bind().dialect
    return Engine(name=dialect.name, version=".".join(str(part) for part in dialect.server_version_info or ()))
